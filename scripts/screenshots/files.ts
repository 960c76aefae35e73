// Folders with names that people have, and pictures that take a while.
import { execFileSync } from 'node:child_process';
import { link, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { noise, prose, writeTree } from '../../e2e/files.ts';
import { landscapes } from './landscape.ts';

export async function makeFiles(folder: string): Promise<void> {
  const text = prose(96_000_000);
  await writeTree(folder, {
    'Letters/to grandmother.txt': prose(3_000_000, 3),
    'Letters/to the landlord.txt': prose(1_000_000, 4),
    'Archive 2025/minutes.txt': text,
    'Archive 2025/recordings.bin': noise(64_000_000),
    'Thesis/data.csv': text,
    'Backup/notes.txt': 'a',
    'Holiday in the mountains/notes.txt': 'Bring warmer socks.',
    'Mixed/notes.txt': 'These are not all pictures.',
    'Mixed/IMG_2001.jpg': noise(40_000),
    'Mixed/IMG_2002.jpg': noise(60_000),
  });
  for (const name of ['Archive 2025', 'Thesis']) {
    for (let part = 1; part <= 6; part++) {
      await link(join(folder, 'Thesis/data.csv'), join(folder, name, `measurements ${part}.csv`));
    }
  }
  const photo = await landscapes();
  for (let n = 1; n <= 40; n++) {
    const name = `IMG_${1000 + n}.jpg`;
    await writeFile(join(folder, 'Holiday in the mountains', name), photo[n % photo.length] ?? '');
  }
  for (let n = 3; n <= 9; n++) await writeFile(join(folder, 'Mixed', `IMG_200${n}.jpg`), photo[n % photo.length] ?? '');
}

/** An encrypted archive with a few suspicious names. */
export async function makeArchive(folder: string): Promise<string> {
  const tree = join(folder, 'Archive to open');
  await writeTree(tree, {
    'Trip/Photos/IMG_1001.jpg': noise(400_000),
    'Trip/Photos/IMG_1002.jpg': noise(300_000),
    'Trip/Photos/IMG_1010.jpg': noise(350_000),
    'Trip/Photos/raw/IMG_1001.dng': noise(900_000),
    'Trip/Maps/route.gpx': prose(60_000),
    'Trip/tickets.pdf.exe': noise(9_000),
    'Trip/notes.txt': prose(4_000),
  });
  execFileSync('zip', ['-qrP', 'secret', 'Trip.zip', 'Trip'], { cwd: tree });
  await rm(join(tree, 'Trip'), { recursive: true });
  await writeTree(tree, { 'Trip/notes.txt': 'mine' });
  return join(tree, 'Trip.zip');
}

/** Sixty small folders, and one of many files. */
export async function makeMany(folder: string): Promise<void> {
  for (let n = 1; n <= 60; n++) {
    const customer = join(folder, `Customer ${1000 + n}`);
    await mkdir(customer, { recursive: true });
    for (const name of ['contract.txt', 'invoice 1.txt', 'invoice 2.txt', 'letter.txt']) {
      await writeFile(join(customer, name), prose(3_000 + 971 * n, n));
    }
  }
  const invoices = join(folder, 'Invoices 2025');
  await mkdir(invoices);
  for (let n = 1; n <= 800; n++) await writeFile(join(invoices, `invoice ${1000 + n}.txt`), prose(900 + 13 * n, 5));
}

/** What one chapter made would be in the way of the next. */
export async function removeOutputs(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const made = names.filter((name) => name.endsWith('.zip') || name.endsWith(' (resized)'));
  await Promise.all(made.map((name) => rm(join(folder, name), { recursive: true })));
}
