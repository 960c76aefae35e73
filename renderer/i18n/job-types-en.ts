// English texts of the known job types.
import type { TypeCatalogue } from './job-types.ts';

const collision = { rename: 'Add a number', skip: 'Leave it out', overwrite: 'Replace it' };

export const typesEn: TypeCatalogue = {
  zip: {
    name: 'Zip',
    drop: 'Drop here to zip',
    next: 'Then zip the results',
    groups: { archive: 'Archive', contents: 'Contents', protection: 'Protection', more: 'More' },
    presets: { fast: 'Fast', backup: 'Backup, small', clean: 'Project without clutter' },
    fields: {
      format: {
        title: 'Format',
        choices: { zip: 'Zip', tar: 'Tar', 'tar.gz': 'Tar, gzip (.tar.gz)', 'tar.zst': 'Tar, Zstandard (.tar.zst)' },
      },
      level: { title: 'Compression', description: '0 stores, 1 is fast, 9 is small.' },
      perInput: { title: 'One archive per item' },
      name: { title: 'Name' },
      folder: { title: 'Save in', description: 'None: beside the first item.' },
      collision: { title: 'If the archive exists', choices: collision },
      leaveOut: {
        title: 'Leave out',
        choices: { hidden: 'Hidden files', junk: 'System clutter (.DS_Store, Thumbs.db)' },
      },
      exclude: { title: 'Leave out what matches', description: 'Patterns as in .gitignore, one per line.' },
      links: {
        title: 'Symbolic links',
        choices: { keep: 'Keep as links', follow: 'Pack what they point to', skip: 'Leave out' },
      },
      password: { title: 'Password', description: 'AES-256. File names stay readable.' },
      verify: {
        title: 'Check the archive',
        choices: { quick: 'Read it back', full: 'Unpack and compare all of it', off: 'No' },
      },
      names: {
        title: 'File names',
        choices: { portable: 'Change what Windows and macOS cannot hold', exact: 'Keep exactly' },
      },
      storePacked: {
        title: 'Store what is already compressed',
        description: 'Photos, films and archives would only cost time.',
      },
      comment: { title: 'Comment' },
    },
  },
  resize: {
    name: 'Resize',
    drop: 'Drop here to resize',
    groups: { size: 'Size', format: 'File', output: 'Output', more: 'More' },
    presets: { web: 'Web 1600', email: 'E-mail under 1 MB', thumbnails: 'Thumbnails', webp: 'Modern format (WebP)' },
    fields: {
      mode: {
        title: 'Scaling',
        choices: {
          fit: 'Fit within',
          fill: 'Fill and crop',
          stretch: 'Stretch',
          pad: 'Fit and fill the border',
          percent: 'Per cent',
          'long-edge': 'Longer edge',
          'short-edge': 'Shorter edge',
        },
      },
      width: { title: 'Width' },
      height: { title: 'Height' },
      position: {
        title: 'Keep when cropping',
        choices: { attention: 'What catches the eye', entropy: 'Most detail' },
      },
      background: { title: 'Border colour' },
      enlarge: { title: 'Enlarge small pictures' },
      format: {
        title: 'Format',
        choices: {
          same: 'As the original',
          jpeg: 'JPEG',
          png: 'PNG',
          webp: 'WebP',
          avif: 'AVIF',
          tiff: 'TIFF',
          gif: 'GIF',
        },
      },
      quality: { title: 'Quality', description: '1 to 100. Automatic: 82 for JPEG, 80 for WebP, 55 for AVIF.' },
      lossless: { title: 'Lossless' },
      maxBytes: { title: 'At most', description: 'Per picture. Lowers the quality as far as that needs.' },
      metadata: {
        title: 'Metadata',
        choices: {
          all: 'Keep all',
          'no-location': 'Keep all but the location',
          copyright: 'Keep copyright only',
          none: 'Remove all',
        },
      },
      destination: {
        title: 'Save',
        choices: {
          beside: 'Beside the original',
          subfolder: 'In a subfolder',
          folder: 'In one folder',
          replace: 'In place of the original',
        },
      },
      subfolder: { title: 'Subfolder' },
      folder: { title: 'Folder' },
      template: {
        title: 'Name',
        description: 'Also {height}, {size}, {format}, {date}, {counter}.',
      },
      collision: { title: 'If the name is taken', choices: collision },
      extraSizes: { title: 'Further sizes', description: 'One more picture for each width, one per line.' },
      sharpen: { title: 'Sharpen', description: 'Lightly, after making smaller.' },
      progressive: { title: 'Progressive JPEG' },
      colours: { title: 'Colours', choices: { srgb: 'Right on every screen (sRGB)', keep: 'Keep the colour profile' } },
      keepSmaller: { title: 'Keep the original if the result is larger' },
      keepDates: { title: 'Keep the file’s date' },
    },
  },
};
