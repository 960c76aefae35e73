// Job types for the development page: the two real ones, as their schemas were once, and one nobody has written.
import type { JobTypeInfo } from '../../main/contract/api.ts';
import schemas from './schemas.json' with { type: 'json' };

const unzip: JobTypeInfo = {
  type: 'unzip',
  label: 'Unzip',
  accepts: 'anything',
  optionsSchema: {
    type: 'object',
    properties: {
      collision: { default: 'rename', title: 'When the name is taken', type: 'string', enum: ['rename', 'skip-it'] },
      depth: {
        default: 3,
        type: 'integer',
        minimum: 1,
        maximum: 9,
        description: 'How deep archives in archives are opened.',
      },
      keepDates: { default: true, type: 'boolean', description: 'As the archive has them.' },
      limit: { default: null, anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }], title: 'At most files' },
      prefix: { default: '', type: 'string' },
      ignore: { default: ['.git'], type: 'array', items: { type: 'string' } },
      kinds: { default: [], type: 'array', items: { enum: ['text', 'pictures'] } },
      target: {
        title: 'Where to',
        oneOf: [
          { type: 'object', properties: { kind: { const: 'beside' } } },
          { type: 'object', properties: { kind: { const: 'folder' }, name: { type: 'string', default: 'out' } } },
        ],
      },
      limits: { type: 'object', properties: { files: { default: 10, type: 'integer' }, strict: { type: 'boolean' } } },
      extra: {},
    },
  },
};

const real: readonly JobTypeInfo[] = [
  { type: 'zip', label: 'Zip', accepts: 'anything', optionsSchema: schemas.zip },
  { type: 'resize', label: 'Resize pictures', accepts: 'pictures', optionsSchema: schemas.resize },
];

export const fakeTypes = new URLSearchParams(location.search).has('third') ? [...real, unzip] : real;
