import type { ExtractTexts } from '../options.ts';

export const en = {
  name: 'Extract',
  drop: 'Drop here to extract',
  accepts: 'Archives: zip, tar, 7z, rar, gz, zst, xz, bz2',
  command: 'Extracts archives.',
  output: 'The folder that archives are extracted to.',
  groups: { output: 'Output', contents: 'Contents' },
  presets: { test: 'Test only' },
  summary: {
    test: 'Test only',
    list: 'List only',
    beside: 'In the archive’s folder',
    folder: 'In {folder}',
    password: 'With a password',
  },
  options: {
    folder: { title: 'Extract to', description: 'If empty: in the archive’s folder' },
    collision: {
      title: 'If the file exists',
      choices: {
        rename: 'Add a number',
        skip: 'Skip',
        overwrite: 'Replace',
        newer: 'Replace if newer',
      },
    },
    trashArchive: {
      title: 'Move the archive to the trash afterwards',
      description: 'If everything in it was extracted',
    },
    password: {
      title: 'Password',
      description: 'If the archive is encrypted',
    },
    only: { title: 'Extract only', description: 'Patterns as in .gitignore. If empty: everything' },
    entries: { title: 'Chosen entries' },
    nested: { title: 'Extract archives inside', description: 'Each into a folder named after it' },
    encoding: {
      title: 'Encoding of file names',
      description: 'For archives that don’t say how their names are written',
      choices: {
        auto: 'Guess',
        'utf-8': 'UTF-8',
        cp437: 'CP437 (DOS)',
        cp850: 'CP850 (DOS)',
        'windows-1252': 'Windows-1252 (Western European)',
        'windows-1250': 'Windows-1250 (Central European)',
        'windows-1251': 'Windows-1251 (Cyrillic)',
        ibm866: 'CP866 (Cyrillic)',
        'koi8-r': 'KOI8-R (Cyrillic)',
        shift_jis: 'Shift JIS (Japanese)',
        'euc-jp': 'EUC-JP (Japanese)',
        gbk: 'GBK (Simplified Chinese)',
        big5: 'Big5 (Traditional Chinese)',
        'euc-kr': 'EUC-KR (Korean)',
      },
    },
    keepMacMetadata: {
      title: 'Keep macOS metadata',
      description: 'The folder __MACOSX that macOS adds to zip files',
    },
    allowLarge: {
      title: 'Allow very large contents',
      description: 'Archives made to fill a disk are refused otherwise.',
    },
    keepIntact: {
      title: 'Keep intact files of damaged archives',
      description: 'Otherwise nothing of a damaged archive is kept.',
    },
    owners: {
      title: 'Restore owners',
      description: 'Files get the owner and group of the archive. Only root can do that.',
    },
    action: {
      title: 'Action',
      choices: { extract: 'Extract', test: 'Test: read everything, write nothing', list: 'List the contents' },
    },
  },
} as const satisfies ExtractTexts;
