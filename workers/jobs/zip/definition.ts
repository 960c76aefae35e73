// The zip job as main and the form see it: its options, each with a default.
import { z } from 'zod';
import type { JobDefinition } from '../job-type.ts';
import { archiveName } from './archive-name.ts';
import { commentFault, type ZipOptions, zipDefaults } from './options.ts';

export const zipOptionsSchema = z.object({
  format: z.enum(['zip', 'tar', 'tar.gz', 'tar.zst']).default(zipDefaults.format).meta({ title: 'Format' }),
  level: z
    .int()
    .min(0)
    .max(9)
    .default(zipDefaults.level)
    .meta({
      title: 'Compression',
      description: '0 stores, 1 is fast, 9 is small.',
      choices: [
        { value: 1, label: 'Fast' },
        { value: 6, label: 'Balanced' },
        { value: 9, label: 'Small' },
      ],
    }),
  perInput: z.boolean().default(zipDefaults.perInput).meta({ title: 'One archive per item' }),
  folder: z
    .string()
    .default(zipDefaults.folder)
    .meta({ title: 'Save in', description: 'Empty: beside the first item.', format: 'folder' }),
  name: z
    .string()
    .default(zipDefaults.name)
    .meta({ title: 'Name', description: 'Empty: after the items. Not used with one archive per item.' }),
  collision: z
    .enum(['rename', 'skip', 'overwrite'])
    .default(zipDefaults.collision)
    .meta({ title: 'If the archive exists', labels: { rename: 'Number it', skip: 'Skip', overwrite: 'Overwrite' } }),
  exclude: z
    .array(z.string())
    .default([...zipDefaults.exclude])
    .meta({ title: 'Leave out', description: 'Patterns as in .gitignore, one a line.' }),
  leaveOut: z
    .array(z.enum(['hidden', 'junk', 'node_modules', '.git']))
    .default([...zipDefaults.leaveOut])
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
    .default(zipDefaults.links)
    .meta({ title: 'Symbolic links', labels: { keep: 'Keep as links', follow: 'Follow', skip: 'Leave out' } }),
  names: z
    .enum(['portable', 'exact'])
    .default(zipDefaults.names)
    .meta({
      title: 'Names',
      labels: { portable: 'Change those that Windows or macOS cannot hold', exact: 'Keep exactly' },
    }),
  storePacked: z
    .boolean()
    .default(zipDefaults.storePacked)
    .meta({ title: 'Store what is already compressed', description: 'Photos, films and archives only lose time.' }),
  verify: z
    .enum(['quick', 'full', 'off'])
    .default(zipDefaults.verify)
    .meta({
      title: 'Verify',
      labels: { quick: 'Read the archive back', full: 'Unpack everything and compare', off: 'No' },
    }),
  comment: z
    .string()
    .superRefine((text, context) => {
      const fault = commentFault(text);
      if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
    })
    .default(zipDefaults.comment)
    .meta({ title: 'Comment' }),
  password: z
    .string()
    .default(zipDefaults.password)
    .meta({ title: 'Password', description: 'AES-256. File names stay readable.', secret: true }),
});

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
