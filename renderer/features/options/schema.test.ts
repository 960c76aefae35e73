import { describe, expect, it } from 'vitest';
import { defaultsOf, type Field, fieldsOf, readable } from './schema.ts';
import { chosen, complete, fits } from './values.ts';

/** A job type nobody has written: what zod makes of such a schema. */
const unzip = {
  type: 'object',
  $defs: { when: { type: 'string', enum: ['always', 'never-ever'] } },
  properties: {
    collision: { default: 'rename', title: 'When the name is taken', type: 'string', enum: ['rename', 'skip'] },
    depth: { default: 3, type: 'integer', minimum: 1, maximum: 9 },
    ratio: { type: 'number', minimum: -9007199254740991 },
    width: { default: 1920, title: 'Width', anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }] },
    keepDates: { default: true, description: 'As the archive has them.', type: 'boolean' },
    password: { type: 'string', pattern: '^\\S*$' },
    ignore: { default: ['.git'], type: 'array', items: { type: 'string' }, maxItems: 2 },
    kinds: { default: [], type: 'array', items: { enum: ['text', 'pictures'] } },
    quality: { anyOf: [{ const: 1, title: 'Low' }, { const: 2 }] },
    when: { $ref: '#/$defs/when', default: 'always' },
    limits: { type: 'object', properties: { files: { default: 10, type: 'integer' } } },
    target: {
      oneOf: [
        { type: 'object', properties: { kind: { const: 'beside' } } },
        { type: 'object', properties: { kind: { const: 'folder' }, name: { type: 'string', default: 'out' } } },
      ],
    },
    level: { type: 'integer', default: 6, choices: [{ value: 1, label: 'Fast' }] },
    secret: { type: 'string', default: '', secret: true },
    links: { type: 'string', enum: ['keep', 'follow'], labels: { keep: 'Keep as links' } },
    anything: {},
    map: { type: 'object', additionalProperties: { type: 'string' } },
  },
};

const fields = fieldsOf(unzip);
const field = (name: string): Field => {
  const found = fields.find((one) => one.name === name);
  if (!found) throw new Error(`no field ${name}`);
  return found;
};
const kind = (name: string) => field(name).control.kind;

describe('a schema becomes a form', () => {
  it('with a control for each property, whatever its type', () => {
    expect(Object.fromEntries(fields.map((one) => [one.name, one.control.kind]))).toEqual({
      collision: 'choice',
      depth: 'number',
      ratio: 'number',
      width: 'number',
      keepDates: 'switch',
      password: 'text',
      ignore: 'lines',
      kinds: 'checks',
      quality: 'choice',
      when: 'choice',
      limits: 'group',
      target: 'variants',
      level: 'number',
      secret: 'text',
      links: 'choice',
      anything: 'json',
      map: 'json',
    });
  });

  it('with titles, or names made readable', () => {
    expect(field('collision').title).toBe('When the name is taken');
    expect(field('keepDates').title).toBe('Keep dates');
    expect(field('keepDates').description).toBe('As the archive has them.');
    expect(readable('never-ever')).toBe('Never ever');
  });

  it('with limits, but none for "any integer"', () => {
    expect(field('depth').control).toEqual({ kind: 'number', min: 1, max: 9, integer: true });
    expect(field('ratio').control).toEqual({ kind: 'number', integer: false });
  });

  it('where "or null" makes a value that can be left empty', () => {
    expect(field('width')).toMatchObject({ nullable: true, default: 1920, control: { kind: 'number', min: 1 } });
    expect(fits(field('width'), null)).toBe(true);
    expect(fits(field('depth'), null)).toBe(false);
  });

  it('with named choices and references followed', () => {
    expect(field('quality').control).toMatchObject({
      choices: [
        { value: 1, title: 'Low' },
        { value: 2, title: '2' },
      ],
    });
    expect(field('when').control).toMatchObject({ choices: [{ title: 'Always' }, { title: 'Never ever' }] });
  });

  it('with the words and hints that stand beside the types', () => {
    expect(field('links').control).toMatchObject({ choices: [{ title: 'Keep as links' }, { title: 'Follow' }] });
    expect(field('level').control).toMatchObject({ presets: [{ value: 1, title: 'Fast' }] });
    expect(field('secret').control).toMatchObject({ secret: true });
  });

  it('that starts with defaults at every depth', () => {
    expect(defaultsOf(fields)).toMatchObject({
      depth: 3,
      limits: { files: 10 },
      target: { kind: 'beside' },
      when: 'always',
      quality: 1,
      password: '',
    });
  });

  it('and a schema that refers to itself ends', () => {
    const loop = { properties: { next: { $ref: '#/$defs/node' } }, $defs: { node: {} as object } };
    loop.$defs.node = { type: 'object', properties: { next: { $ref: '#/$defs/node' } } };
    expect(fieldsOf(loop)).toHaveLength(1);
    expect(kind('limits')).toBe('group');
  });
});

describe('a draft', () => {
  it('sends only what was chosen and fits', () => {
    const draft = { depth: 5, collision: 'rename', width: null, gone: 1, ignore: ['a', 'b', 'c'], keepDates: 'yes' };
    expect(chosen(fields, draft)).toEqual({ depth: 5, width: null });
  });

  it('of an older schema falls back to the defaults', () => {
    expect(complete(fields, { depth: 50, collision: 'ask', target: { kind: 'folder', name: 'x' } })).toMatchObject({
      depth: 3,
      collision: 'rename',
      target: { kind: 'folder', name: 'x' },
    });
  });

  it('may not hold text that breaks the pattern', () => {
    expect(fits(field('password'), 'a b')).toBe(false);
    expect(fits(field('password'), 'ab')).toBe(true);
  });
});
