// `node scripts/packaging/manifests/write.mjs FOLDER INTO`: reads the packages of a release in FOLDER, and writes into INTO what
// tells others of them: the files for "Check for updates", and the manifests for winget, Homebrew, Flathub and Arch.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aurPackage } from './aur.mjs';
import { updateFeeds } from './feed.mjs';
import { flathubPackage } from './flathub.mjs';
import { homebrewCask } from './homebrew.mjs';
import { readRelease } from './release.mjs';
import { wingetManifests } from './winget.mjs';

const [folder, into] = process.argv.slice(2);
if (folder === undefined || into === undefined)
  throw new Error('Name the folder of the packages, and one to write to.');
const release = readRelease(folder);
const texts = {
  ...updateFeeds(release),
  ...wingetManifests(release),
  ...homebrewCask(release),
  ...flathubPackage(release),
  ...aurPackage(release),
};
for (const [path, text] of Object.entries(texts)) {
  mkdirSync(dirname(join(into, path)), { recursive: true });
  writeFileSync(join(into, path), text);
}
process.stdout.write(`${Object.keys(texts).join('\n')}\n`);
