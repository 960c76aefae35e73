// How smooth the window is under load, beside the same window idle in the same run.
// `npm run bench -- ui [saturated] [queue] [folder] [pictures] [thumbnails] [preview] [beside]`; all of them when none is named.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dropmill } from '../../e2e/dropmill.ts';
import { beside } from './ui/beside.ts';
import { folder } from './ui/folder.ts';
import { pictures } from './ui/pictures.ts';
import { preview } from './ui/preview.ts';
import { queue } from './ui/queue.ts';
import { saturated } from './ui/saturated.ts';
import { thumbnails } from './ui/thumbnails.ts';

const sections = { saturated, queue, folder, pictures, thumbnails, preview, beside };
type Section = keyof typeof sections;

const named = process.argv.slice(2);
const unknown = named.find((name) => !(name in sections));
if (unknown !== undefined) {
  console.error(`There is no section "${unknown}": ${Object.keys(sections).join(', ')}.`);
  process.exit(2);
}
const wanted = (named.length > 0 ? named : Object.keys(sections)) as Section[];
let held = true;
for (const name of wanted) held = (await measure(name)) && held;
process.exitCode = held ? 0 : 1;

async function measure(name: Section): Promise<boolean> {
  const place = await mkdtemp(join(tmpdir(), 'dropmill-bench-ui-'));
  const app = await Dropmill.start(join(place, 'profile'));
  try {
    console.log(`${name}\n`);
    const all = await sections[name](place, app);
    console.log();
    return all;
  } finally {
    await app.electron.close();
    await rm(place, { recursive: true, force: true });
  }
}
