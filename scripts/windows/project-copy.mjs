// Copies of the project in which Windows' packages are installed.
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { transformWithOxc } from 'vite';
import { capture } from '../lib/child.mjs';
import { cacheFolder, root } from '../lib/project.mjs';
import { SetupError, say } from '../lib/say.mjs';
import { npm } from '../lib/setup/npm.mjs';
import { packageFolder, putInPlace, windowsNode, windowsSharp } from './packages.mjs';
import { lengthenBounds } from './slowness.mjs';

/** What the built program loads beside what is in `out`. */
const LOADED = ['libdeflate'];

/**
 * The command line as it is built, with Windows' sharp.
 * @param {string} folder an empty one
 */
export function copyBuilt(folder) {
  cpSync(join(root, 'out'), join(folder, 'out'), { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  const modules = join(folder, 'node_modules');
  const sharp = windowsSharp();
  mkdirSync(join(modules, dirname(sharp.name)), { recursive: true });
  symlinkSync(packageFolder(sharp), join(modules, sharp.name));
  for (const name of LOADED) symlinkSync(join(root, 'node_modules', name), join(modules, name));
}

/**
 * The sources with their tests, and all packages as npm installs them on Windows.
 * @param {string} folder an empty one
 */
export async function copySources(folder) {
  for (const path of sourceFiles()) cpSync(join(root, path), join(folder, path));
  copyUsingContext(folder);
  await adapt(folder);
  lengthenBounds(folder);
  linkModules(installedModules(), folder);
}

/**
 * The package of this repository is that of the copy, and hosts run on the Node that starts under Wine.
 * @param {string} modules
 * @param {string} folder
 */
function linkModules(modules, folder) {
  /** @type {Record<string, string>} */
  const own = {
    [join('@dropmill', 'futures')]: join(folder, 'workers', 'executor'),
    [windowsNode.name]: packageFolder(windowsNode),
  };
  for (const name of readdirSync(modules)) {
    const names = name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => join(name, inner)) : [name];
    for (const path of names) {
      const place = join(folder, 'node_modules', path);
      mkdirSync(dirname(place), { recursive: true });
      symlinkSync(own[path] ?? join(modules, path), place);
    }
  }
}

/** Files of the working copy, as far as they are there: also those that are not committed yet. */
export function sourceFiles() {
  const { status, stdout, stderr } = capture('git', [
    '-C',
    root,
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
  ]);
  if (status !== 0) throw new SetupError('NO_GIT', 'The list of sources comes from git.', stderr.trim());
  return stdout.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
}

/**
 * What Node 22 and Wine do not know is put into words that they do: `using` is newer than Node 22, which loads the sources as
 * they are where a test starts workers (the build lowers it for everybody); and Wine does not tell that the project's own
 * package in node_modules is a link, so that Node would refuse its types.
 * @param {string} folder
 */
async function adapt(folder) {
  for (const path of sourceFiles().filter((one) => /^(workers|main)\/.*\.tsx?$/.test(one))) {
    const text = readFileSync(join(folder, path), 'utf8');
    const byPath = ownPackageByPath(text, path);
    const isLowered = !path.endsWith('.test.ts') && /^\s*(await )?using \w+ = /m.test(byPath);
    const adapted = isLowered ? await lowered(byPath, path) : byPath;
    if (adapted !== text) writeFileSync(join(folder, path), adapted);
  }
}

/**
 * For a copy that has no link to the project's own package.
 * @param {string} folder
 */
export function importOwnPackageByPath(folder) {
  for (const path of sourceFiles().filter((one) => /^(workers|main)\/.*\.tsx?$/.test(one))) {
    const text = readFileSync(join(folder, path), 'utf8');
    const byPath = ownPackageByPath(text, path);
    if (byPath !== text) writeFileSync(join(folder, path), byPath);
  }
}

/**
 * @param {string} text
 * @param {string} path
 */
async function lowered(text, path) {
  const options = {
    target: 'node22',
    lang: 'ts',
    sourcemap: false,
    typescript: { onlyRemoveTypeImports: true },
  };
  const { code } = await transformWithOxc(text, path, /** @type {import('vite').OxcOptions} */ (options));
  const helper = posix.relative(posix.dirname(path), LOWERED_USING);
  return code.replace(/^import (\w+) from ['"]@oxc-project\/runtime\/helpers\/usingCtx['"];/m, (_, name) => {
    return `import { t as ${name} } from './${helper}';`;
  });
}

/** What lowered `using` calls, as the build has it. */
const LOWERED_USING = 'using-context.js';
const HELPER = /^function _usingCtx\(\) \{$[\s\S]*?^\}$/m;

/** @param {string} folder */
function copyUsingContext(folder) {
  const out = join(root, 'out');
  const chunks = readdirSync(out).filter((name) => name.endsWith('.js'));
  const helper = chunks.map((name) => HELPER.exec(readFileSync(join(out, name), 'utf8'))?.[0]).find(Boolean);
  if (helper === undefined) throw new SetupError('NO_HELPER', 'The build has no helper for lowered `using` any more.');
  writeFileSync(join(folder, LOWERED_USING), `${helper}\nexport { _usingCtx as t };\n`);
}

/**
 * @param {string} text
 * @param {string} path
 */
function ownPackageByPath(text, path) {
  return text.replace(/'@dropmill\/futures(?:\/([\w-]+))?'/g, (_, name = 'index') => {
    const target = posix.relative(posix.dirname(path), `workers/executor/${OWN_ENTRIES[name] ?? `${name}.ts`}`);
    return `'${target.startsWith('.') ? target : `./${target}`}'`;
  });
}

/** Entries of the package that are not beside its package.json, by their names. */
const OWN_ENTRIES = /** @type {Readonly<Record<string, string>>} */ ({
  'thread-worker': 'links/thread-worker.ts',
  'process-worker': 'links/process-worker.ts',
});

/** The locked packages for Windows, installed once into the cache. */
function installedModules() {
  const files = ['package.json', 'package-lock.json', 'workers/executor/package.json'];
  // The lock file names all packages: other changes in package.json need no new installation.
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const folder = join(cacheFolder(), 'windows', `modules-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return join(folder, 'node_modules');
  mkdirSync(dirname(folder), { recursive: true });
  const made = mkdtempSync(`${folder}.new-`);
  try {
    say('installing the locked dependencies for Windows (npm ci) ...');
    for (const file of files) cpSync(join(root, file), join(made, file));
    const words = ['ci', '--os=win32', '--cpu=x64', '--ignore-scripts', '--no-audit', '--no-fund'];
    const { status, stderr } = npm(words, { cwd: made });
    if (status !== 0)
      throw new SetupError('INSTALL_FAILED', `npm ci for Windows ended with status ${status}.`, stderr.trim());
    putInPlace(made, folder);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return join(folder, 'node_modules');
}
