// The flag for the option "If the file exists", which is the same for all jobs that write files.
import type { Flag } from './option-table.ts';

export const ifExistsFlag = {
  name: 'if-exists',
  aliases: ['collision'],
  words: { rename: 'add-number', overwrite: 'replace' },
} as const satisfies Flag;
