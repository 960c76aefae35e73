// `npm run package [-- TARGET...]`: packs the app for this system with electron-builder. Without a target: the unpacked app.
import { join } from 'node:path';
import { ensureBuild } from './lib/app-build.mjs';
import { runStep } from './lib/child.mjs';
import { electronRuntime } from './lib/electron/electron-runtime.mjs';
import { projectNode, root } from './lib/project.mjs';
import { runScript, SetupError } from './lib/say.mjs';
import { ensureDependencies } from './lib/setup/dependencies.mjs';
import { programPath } from './lib/setup/system.mjs';
import { partsText } from './packaging/parts.mjs';
import { unpackedApp } from './packaging/unpacked-app.mjs';

/** Packing the third party's copy of Electron must be asked for by name; nothing made with it is to be released. */
const CARRIED = '--carried-runtime';

await runScript(async () => {
  const args = process.argv.slice(2);
  const targets = args.filter((arg) => arg !== CARRIED);
  await ensureDependencies();
  const runtime = await electronRuntime();
  if (runtime.kind === 'carried' && !args.includes(CARRIED)) {
    throw new SetupError(
      'CARRIED_RUNTIME',
      'The official Electron could not be had, and the copy that serves development is not for packaging.',
      `For a try on this machine only: npm run package -- ${CARRIED}`,
    );
  }
  await ensureBuild();
  if (process.platform === 'linux') await writeShellFiles();
  const electron = [`-c.electronDist=${runtime.folder}`, `-c.electronVersion=${runtime.version}`];
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
  const kinds = targets.length > 0 ? targets : ['dir'];
  const command = [builder, '--publish=never', ...electron, platformFlag(), ...kinds];
  const status = await runStep(projectNode(), command, {
    cwd: root,
    stdout: 'stderr',
    env: withOwn7Zip(withoutEmpty()),
  });
  if (status === 0 && process.platform === 'linux') process.stdout.write(`${partsText(unpackedApp())}\n`);
  return status;
});

/** What the deb puts beside the command: electron-builder.yml says where each goes. */
async function writeShellFiles() {
  const command = [join(root, 'scripts', 'packaging', 'shell', 'write.ts'), join(root, 'release', 'shell')];
  if ((await runStep(projectNode(), command, { cwd: root })) !== 0) {
    throw new SetupError('SHELL_FILES', 'The man page and the completions could not be written.');
  }
}

/** The tar.gz is made by 7-Zip. The system's own serves where there is one, and nothing has to be downloaded. */
function withOwn7Zip(env = process.env) {
  const found = ['7zz', '7za', '7z'].flatMap((name) => programPath(name) ?? []);
  return env.ELECTRON_BUILDER_7ZIP_PATH || !found[0] ? env : { ...env, ELECTRON_BUILDER_7ZIP_PATH: found[0] };
}

/** A secret that a workflow does not have is an empty variable, which electron-builder takes for a certificate's path or an account. */
function withoutEmpty(env = process.env) {
  return Object.fromEntries(Object.entries(env).filter(([name, value]) => !/^((WIN_)?CSC|APPLE)_/.test(name) || value));
}

function platformFlag() {
  if (process.platform === 'darwin') return '--mac';
  return process.platform === 'win32' ? '--win' : '--linux';
}
