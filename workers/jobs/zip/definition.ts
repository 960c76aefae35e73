// The zip job as main and the form see it: its options, each with a default.
import { z } from 'zod';
import type { JobDefinition } from '../job-type.ts';
import { archiveName } from './archive-name.ts';

/** The comment's length is a 16-bit field (APPNOTE 4.4.12), in bytes. */
const MAX_COMMENT = 65_535;

/** Control characters would let a comment look like the archive's own records. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

export const zipOptionsSchema = z.object({
  format: z.enum(['zip', 'tar', 'tar.gz', 'tar.zst']).default('zip').meta({ title: 'Format' }),
  level: z
    .int()
    .min(0)
    .max(9)
    .default(6)
    .meta({
      title: 'Compression',
      description: '0 stores, 1 is fast, 9 is small.',
      choices: [
        { value: 1, label: 'Fast' },
        { value: 6, label: 'Balanced' },
        { value: 9, label: 'Small' },
      ],
    }),
  perInput: z.boolean().default(false).meta({ title: 'One archive per item' }),
  folder: z
    .string()
    .default('')
    .meta({ title: 'Save in', description: 'Empty: beside the first item.', format: 'folder' }),
  name: z
    .string()
    .default('')
    .meta({ title: 'Name', description: 'Empty: after the items. Not used with one archive per item.' }),
  collision: z
    .enum(['rename', 'skip', 'overwrite'])
    .default('rename')
    .meta({ title: 'If the archive exists', labels: { rename: 'Number it', skip: 'Skip', overwrite: 'Overwrite' } }),
  exclude: z
    .array(z.string())
    .default([])
    .meta({ title: 'Leave out', description: 'Patterns as in .gitignore, one a line.' }),
  leaveOut: z
    .array(z.enum(['hidden', 'junk', 'node_modules', '.git']))
    .default([])
    .meta({
      title: 'Also leave out',
      labels: {
        hidden: 'Hidden files',
        junk: 'System junk (.DS_Store, Thumbs.db, __MACOSX)',
        node_modules: 'node_modules',
        '.git': '.git',
      },
    }),
  links: z
    .enum(['keep', 'follow', 'skip'])
    .default('keep')
    .meta({ title: 'Symbolic links', labels: { keep: 'Keep as links', follow: 'Follow', skip: 'Leave out' } }),
  names: z
    .enum(['portable', 'exact'])
    .default('portable')
    .meta({
      title: 'Names',
      labels: { portable: 'Change those that Windows or macOS cannot hold', exact: 'Keep exactly' },
    }),
  storePacked: z
    .boolean()
    .default(true)
    .meta({ title: 'Store what is already compressed', description: 'Photos, films and archives only lose time.' }),
  verify: z
    .enum(['quick', 'full', 'off'])
    .default('quick')
    .meta({
      title: 'Verify',
      labels: { quick: 'Read the archive back', full: 'Unpack everything and compare', off: 'No' },
    }),
  comment: z
    .string()
    .refine((text) => Buffer.byteLength(text) <= MAX_COMMENT, 'A comment has at most 65,535 bytes.')
    .refine((text) => !CONTROL.test(text), 'A comment has no control characters.')
    .default('')
    .meta({ title: 'Comment' }),
  password: z
    .string()
    .default('')
    .meta({ title: 'Password', description: 'AES-256. File names stay readable.', secret: true }),
});

export type ZipOptions = z.infer<typeof zipOptionsSchema>;

export const zipDefinition: JobDefinition<ZipOptions> = {
  type: 'zip',
  label: 'Zip',
  accepts: 'anything',
  schema: zipOptionsSchema,
  title(inputs, options) {
    if (options.perInput && inputs.length > 1) return `${inputs.length} archives`;
    return archiveName(inputs, options);
  },
};
