// Makes the bare Electron app that the start of Dropmill is measured against: same Electron, one window, an empty page.
import { chmod, copyFile, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const SOURCE = resolve(import.meta.dirname, 'bare');

/**
 * @param runtime folder of the unpacked Electron
 * @param folder where the app is made; what is there goes
 * @returns path of the executable
 */
export async function makeBare(runtime: string, folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await cp(runtime, folder, { recursive: true, filter: (path) => !path.endsWith(join('resources', 'app')) });
  const app = join(folder, 'resources', 'app');
  await rm(join(folder, 'resources', 'default_app.asar'), { force: true });
  await mkdir(app, { recursive: true });
  await copyFile(join(SOURCE, 'main.cjs'), join(app, 'main.cjs'));
  await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'bare', version: '0.0.0', main: 'main.cjs' }));
  await build({
    root: SOURCE,
    base: './',
    configFile: false,
    logLevel: 'warn',
    build: { outDir: join(app, 'page'), emptyOutDir: true, target: 'chrome130', modulePreload: { polyfill: false } },
  });
  const executable = join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
  await chmod(executable, 0o755);
  return executable;
}
