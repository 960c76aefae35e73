// Drives the real app with real files and takes a picture of each state.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { Dropmill } from '../../e2e/dropmill.ts';
import { noise, prose, writeTree } from '../../e2e/files.ts';

const OUT = resolve(import.meta.dirname, '../../docs/screenshots');
const WIDE = { width: 1120, height: 700 };
const NARROW = { width: 720, height: 480 };

const folder = await mkdtemp(join(tmpdir(), 'dropmill-screenshots-'));
try {
  await mkdir(OUT, { recursive: true });
  await makeFiles();
  await takeAll();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function takeAll(): Promise<void> {
  const app = await Dropmill.start(join(folder, 'profile'));
  const take = (name: string) => app.page.screenshot({ path: join(OUT, `${name}.png`) });
  await resize(app, WIDE);
  await take('empty');
  await app.page.emulateMedia({ colorScheme: 'dark' });
  await take('empty-dark');
  await app.page.emulateMedia({ colorScheme: 'light' });

  await app.drop('zip', [join(folder, 'Letters')]);
  await app.expectState('Letters.zip', 'done');
  await app.drop('resize', [join(folder, 'Holiday in the mountains')]);
  await app.drop('zip', [join(folder, 'Archive 2025')]);
  await app.drop('zip', [join(folder, 'Thesis')]);
  await app.expectState('Archive 2025.zip', 'running');
  await app.page.waitForTimeout(1_500);
  await take('running');
  await app.page.emulateMedia({ colorScheme: 'dark' });
  await take('running-dark');
  await app.page.emulateMedia({ colorScheme: 'light' });
  await app.page.getByRole('button', { name: 'Cancel all' }).click();
  await app.expectState('Thesis.zip', 'cancelled');
  await app.row('Holiday in the mountains').getByRole('button', { name: 'Details' }).click();
  await app.page.waitForTimeout(500);
  await take('details');
  await resize(app, NARROW);
  await app.page.waitForTimeout(300);
  await take('narrow');
  await app.electron.close();
}

async function resize(app: Dropmill, size: { width: number; height: number }): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
  await app.page.waitForTimeout(300);
}

/** Folders with names that people have, and pictures that take a while. */
async function makeFiles(): Promise<void> {
  const text = prose(96_000_000);
  await writeTree(folder, {
    'Letters/to grandmother.txt': prose(3_000_000, 3),
    'Letters/to the landlord.txt': prose(1_000_000, 4),
    'Archive 2025/minutes.txt': text,
    'Archive 2025/accounts.txt': text,
    'Archive 2025/recordings.bin': noise(64_000_000),
    'Thesis/data.csv': text,
    'Thesis/chapters.txt': text,
    'Holiday in the mountains/notes.txt': 'Bring warmer socks.',
  });
  const { width, height } = { width: 4000, height: 3000 };
  for (let n = 1; n <= 40; n++) {
    const hue = { r: (n * 37) % 256, g: (n * 91) % 256, b: 160 };
    const picture = sharp({
      create: { width, height, channels: 3, background: hue, noise: { type: 'gaussian', mean: 120, sigma: 30 } },
    });
    const name = `IMG_${String(1000 + n)}.jpg`;
    await picture.jpeg({ quality: 88 }).toFile(join(folder, 'Holiday in the mountains', name));
  }
}
