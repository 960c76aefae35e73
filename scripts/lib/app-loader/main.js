// Stands in for Electron's default app in the carried runtime: runs the app whose folder is named in argv.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** Switches come before or after the folder; the first plain argument is the folder. */
const folder = resolve(process.argv.slice(1).find((arg) => !arg.startsWith('-')) ?? '.');
const file = resolve(folder, 'package.json');
const { main = 'index.js', name, productName, version } = JSON.parse(readFileSync(file, 'utf8'));

// As Electron's own default app does, so that an app cannot tell the two apart.
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
if (version) app.setVersion(version);
if (productName ?? name) app.setName(productName ?? name);
app.setAppPath(dirname(file));

// Awaited at the top level: Electron holds back `ready` until the app's main is evaluated.
await import(pathToFileURL(resolve(folder, main)).href);
