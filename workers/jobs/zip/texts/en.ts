import type { ZipTexts } from '../options.ts';

export const texts = {
  name: 'Zip',
  drop: 'Drop here to zip',
  accepts: 'Files and folders',
  command: 'Packs files and folders into an archive.',
  output: 'The archive; with --per-input the folder for all archives. Its extension chooses the format.',
  next: 'Then zip the results',
  nextNow: 'Zip the results',
  launcher: { title: 'Zip with Dropmill', comment: 'Pack files and folders into a zip archive' },
  groups: { archive: 'Archive', contents: 'Contents', protection: 'Protection' },
  presets: { fast: 'Fast', backup: 'Backup, small', clean: 'Project without clutter' },
  summary: {
    one: 'One archive',
    each: 'Separate archive for each item',
    format: '{format}',
    named: '{level}',
    level: 'Compression {level}',
    password: 'With a password',
    folder: 'in {folder}',
    split: 'parts of {split}',
    trash: 'Originals to the trash',
  },
  options: {
    format: {
      title: 'Format',
      choices: {},
    },
    level: {
      title: 'Compression',
      description: '0 = no compression, 1 = fastest, 9 = smallest',
      choices: { fast: 'Fast', balanced: 'Balanced', small: 'Small' },
    },
    perInput: { title: 'Separate archive for each item' },
    name: { title: 'Name' },
    exactName: { title: 'Exact name' },
    folder: { title: 'Save in', description: 'If empty: in the first item’s folder' },
    collision: {
      title: 'If the file exists',
      choices: { rename: 'Add a number', skip: 'Skip', overwrite: 'Replace' },
    },
    split: {
      title: 'Split: max. size of each part',
      description: 'Parts end in .001, .002 … Dropmill, 7-Zip and Keka join them.',
      choices: { '10MB': '10 MB', '20MB': '20 MB', '25MB': '25 MB', '100MB': '100 MB' },
    },
    leaveOut: {
      title: 'Exclude',
      choices: {
        hidden: 'Hidden files',
        junk: 'System files (.DS_Store, Thumbs.db)',
        node_modules: 'node_modules',
        '.git': '.git',
      },
    },
    exclude: { title: 'Exclude patterns', description: 'As in .gitignore' },
    links: {
      title: 'Symbolic links',
      choices: { keep: 'Keep as links', follow: 'Follow', skip: 'Skip' },
    },
    password: {
      title: 'Password',
      description: 'AES-256. File names remain visible. Windows Explorer can’t open it.',
    },
    verify: {
      title: 'Check the archive',
      choices: { quick: 'Quick check', full: 'Full check', off: 'No check' },
    },
    trashOriginals: {
      title: 'Move originals to the trash afterwards',
      description: 'After a full check of the archive',
    },
    names: {
      title: 'File names',
      choices: { portable: 'Make names work on Windows and macOS', exact: 'Keep names exactly' },
    },
    storePacked: {
      title: 'Don’t recompress compressed files',
      description: 'Photos, videos and archives hardly get smaller.',
    },
    deflate: {
      title: 'Deflate method',
      description: 'libdeflate makes smaller archives. Files that it can’t pack are packed by zlib.',
      choices: { auto: 'Automatic' },
    },
    owners: { title: 'Keep owners', description: 'User and group as numbers' },
    owner: {
      title: 'Owner',
      description: 'User and group of all entries, as in 0:0. If empty: their own, if they are kept',
    },
    comment: { title: 'Comment' },
  },
} as const satisfies ZipTexts;
