// Stands in for Electron's default app in the carried runtime: runs the app whose folder is named in argv.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** Modules named by `-r`, which are loaded first, and the first plain argument, which is the app's folder. */
function wordsOf(argv) {
  const modules = [];
  for (let index = 1; index < argv.length; index += 1) {
    const word = argv[index];
    if (word === '-r' || word === '--require') modules.push(resolve(argv[++index] ?? ''));
    else if (!word.startsWith('-')) return { modules, folder: resolve(word) };
  }
  return { modules, folder: process.cwd() };
}

const { modules, folder } = wordsOf(process.argv);
const file = resolve(folder, 'package.json');
const { main = 'index.js', name, productName, version } = JSON.parse(readFileSync(file, 'utf8'));

// All as Electron's own default app does, so that an app cannot tell the two apart.
for (const module of modules) createRequire(import.meta.url)(module);
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
if (version) app.setVersion(version);
if (productName ?? name) app.setName(productName ?? name);
app.setAppPath(dirname(file));

// Awaited at the top level: Electron holds back `ready` until the app's main is evaluated.
await import(pathToFileURL(resolve(folder, main)).href);
