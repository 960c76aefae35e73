// What strangers send: requests, file names, pictures, archives.
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { ItemsPage } from '../../main/contract/api.ts';
import { OWN_PREFIX } from '../../workers/files/output/part-name.ts';
import { expect, test } from '../dropmill.ts';
import { noise } from '../files.ts';
import { call, ended, inPage, list, register, starter, submit } from './app-control.ts';
import { generator, tell, tryFault } from './trials.ts';
import { filesIn, hashes, soundEntries, zipWorkload } from './workloads.ts';

test.describe.configure({ timeout: 600_000 });

/** Source of values that no request expects. */
const ODD_VALUES = [
  ...['undefined', 'null', 'true', '-1', '1e308', 'NaN', 'Infinity', '0n', '""', '[]', '{}', 'new Date(NaN)'],
  ...['"\\u0000"', '"../../etc/passwd"', '"__proto__"', '"constructor"', '"\\ud800"', '"x".repeat(1e6)'],
  ...['Array(1e5).fill("x")', 'new Uint8Array(1e5)', 'new Map([["a", 1]])', '() => 1', 'Symbol("s")', 'window'],
  ...['{ __proto__: { ids: ["x"] } }', '{ ids: "all" }', '{ ids: [null] }', '{ id: {} }', '{ kind: "everything" }'],
  ...['{ type: "__proto__", inputs: [], options: {} }', '{ type: "zip", inputs: ["/etc/passwd"], options: {} }'],
  ...['{ type: "zip", inputs: {}, options: 1 }', '{ id: "x", offset: -1, limit: 1e9 }', '{ workers: -5 }'],
  ...['JSON.parse("[".repeat(5000) + "]".repeat(5000))', '(() => { const a = []; a.push(a); return a; })()'],
];

test('hostile requests', async ({ app, folder }) => {
  const fault = {
    row: 'malformed and hostile requests from the page',
    outcome: 'refused or harmless; a job beside them is done',
  };
  const times = process.env.DROPMILL_FAULTS === 'full' ? 1000 : 200;
  const work = await zipWorkload(folder);
  const start = await starter(app, work);
  const { id } = await start();
  // These open a dialog or write a file whatever they are given, and subscriptions are no requests.
  const names = await app.page.evaluate(() =>
    Object.keys(window.api).filter((name) => !/^(on[A-Z]|pick$|importPreset$|sample$)/.test(name)),
  );
  const random = generator('requests');
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)];
  let survived = 0;
  for (let index = 0; index < times; index++) {
    const args = Array.from({ length: 1 + Math.floor(random() * 2) }, () => pick(ODD_VALUES)).join(', ');
    const code = `Promise.resolve().then(() => window.api.${pick(names)}(${args}))
      .then((result) => typeof result?.ok === 'boolean', () => true)`;
    if (await inPage<boolean>(app, code)) survived++;
    else console.error(`no answer: ${code}`);
  }
  expect((await ended(app, id)).state).toBe('done');
  expect(await list(app)).toHaveLength(1);
  await work.checkResults();
  tell(fault, times, survived);
  expect(survived).toBe(times);
});

/** Names that a disk of Linux takes and others choke on. */
function hostileNames(): Buffer[] {
  const fixed = [
    '-rf',
    '--help',
    '~',
    '$HOME',
    '`id`',
    '$(id)',
    ';id',
    '|id',
    '&',
    "'",
    '"',
    '\\',
    'a\\b',
    '..\\..\\x',
  ];
  const more = [
    '...',
    'a.',
    'a ',
    ' a',
    'CON',
    'nul.txt',
    'COM1',
    'a:b',
    'a*?<>|',
    'a\nb',
    'a\rb',
    'a\tb',
    '\u001b[31m',
  ];
  const scripts = [
    'e\u0301',
    '\u00e9',
    '\u202egnp.exe',
    '日本語',
    '🎉'.repeat(30),
    '%2e%2e',
    '%00',
    '\u200b',
    '\ufeffx',
  ];
  const bytes = [[0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf0, 0x9f], [0x80, 0x81], [0xfe, 0xff]].map(Buffer.from);
  const named = [...fixed, ...more, ...scripts, '<img src=x onerror=alert(1)>', 'x'.repeat(255)].map((name) =>
    Buffer.from(name),
  );
  const random = generator('names');
  const unique = new Map([...named, ...bytes].map((name) => [name.toString('latin1'), name]));
  while (unique.size < 200) {
    const length = 1 + Math.floor(random() * 60);
    const name = Buffer.from(
      Array.from({ length }, () => 1 + Math.floor(random() * 255)).filter((byte) => byte !== 0x2f),
    );
    if (name.length > 0 && !/^\.+$/.test(name.toString('latin1'))) unique.set(name.toString('latin1'), name);
  }
  return [...unique.values()];
}

test('hostile file names', async ({ app, folder }) => {
  const fault = { row: 'hostile file names', outcome: 'each file is in a sound archive under a name of its own' };
  const names = hostileNames();
  await mkdir(join(folder, 'Names'));
  for (const name of names) await writeFile(Buffer.concat([Buffer.from(join(folder, 'Names/')), name]), 'content');
  const [input = ''] = await register(app, [join(folder, 'Names')]);
  // Kept exactly, a name may hold the line breaks that the list of entries is read by.
  const { id } = await submit(app, { type: 'zip', inputs: [input], options: { names: 'portable' } });
  const job = await ended(app, id);
  expect(job).toMatchObject({ state: 'done', skippedCount: 0 });
  const entries = new Set(soundEntries(join(folder, 'Names.zip')));
  tell(fault, names.length, entries.size);
  expect(entries.size).toBe(names.length);
  expect([...entries].every((name) => name.startsWith('Names/') && !/[/\\]\.\.([/\\]|$)/.test(name))).toBe(true);
});

/** A header that promises far more pixels than the file or any memory holds. */
async function pngBomb(): Promise<Buffer> {
  const bomb = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  return bomb;
}

test('damaged pictures and bombs', async ({ app, folder }) => {
  const fault = {
    row: 'damaged pictures and bombs among good ones',
    outcome: 'good ones are done, each other fails on its row with a reason',
  };
  const good = await sharp(noise(300 * 200 * 3), { raw: { width: 300, height: 200, channels: 3 } })
    .jpeg()
    .toBuffer();
  const entities = Array.from({ length: 12 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('');
  const bombs: Record<string, Buffer | string> = {
    'huge.png': await pngBomb(),
    'laughs.svg': `<!DOCTYPE svg [<!ENTITY e0 "ha">${entities}]><svg xmlns="http://www.w3.org/2000/svg"><text>&e12;</text></svg>`,
    'vast.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="900000" height="900000"/>',
    'empty.jpg': '',
    'text.jpg': 'no picture',
    'zeros.png': Buffer.alloc(100_000),
  };
  for (let cut = 0; cut < 20; cut++)
    bombs[`cut-${cut}.jpg`] = good.subarray(0, Math.floor((good.length * cut) / 60) + 2);
  await mkdir(join(folder, 'Photos'));
  for (const [name, content] of Object.entries(bombs)) await writeFile(join(folder, 'Photos', name), content);
  for (let index = 0; index < 10; index++) await writeFile(join(folder, 'Photos', `good-${index}.jpg`), good);
  const before = await hashes(folder);
  const [input = ''] = await register(app, [join(folder, 'Photos')]);
  const options = { destination: 'subfolder', subfolder: 'Resized', template: '{name}', width: 100, height: null };
  const { id } = await submit(app, { type: 'resize', inputs: [input], options });
  const job = await ended(app, id);
  expect(job.state).toBe('done');
  const { items } = await call<ItemsPage>(app, 'items', { id, offset: 0, limit: 100 });
  const settled = items.filter(({ state, error }) => state === 'done' || (state === 'failed' && error?.code));
  const total = Object.keys(bombs).length + 10;
  tell(fault, total, settled.length + job.skippedCount);
  expect(settled.length + job.skippedCount).toBe(total);
  expect(items.filter(({ name, state }) => name.startsWith('good') && state === 'done')).toHaveLength(10);
  const results = (await filesIn(folder)).filter((name) => name.includes('Resized'));
  expect(results).toHaveLength(job.outcome?.entries ?? -1);
  expect(Object.fromEntries(await hashes(folder, before))).toEqual(Object.fromEntries(before));
});

/** Makes archives by Python that name, link and pack what would do harm. @returns their names */
const HOSTILE_ARCHIVES = `
import io, struct, tarfile, warnings, zipfile
warnings.simplefilter('ignore')
def zipped(name, *entries):
    with zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED) as z:
        for path, data, mode in entries:
            info = zipfile.ZipInfo(path); info.create_system = 3; info.external_attr = mode << 16
            z.writestr(info, data, zipfile.ZIP_DEFLATED)
def tarred(name, *entries):
    with tarfile.open(name, 'w:gz') as t:
        for path, kind, target, data in entries:
            info = tarfile.TarInfo(path); info.type = kind; info.linkname = target; info.size = len(data)
            t.addfile(info, io.BytesIO(data))
FILE, LINK, good = 0o100644, 0o120777, ('good.txt', b'good', 0o100644)
R, S, H, D, C, P = tarfile.REGTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE
fine = ('good.txt', R, '', b'good')
for n, path in enumerate(['../evil', '../../evil', 'a/../../evil', '/../evil', '..', 'a/b/../../../evil']):
    zipped(f'up-{n}.zip', (path, b'evil', FILE), good)
    tarred(f'up-{n}.tar.gz', (path, R, '', b'evil'), fine)
for n, target in enumerate(['..', '/etc', 'x/../../..']):
    zipped(f'link-{n}.zip', ('l', target, LINK), ('l/evil', b'evil', FILE), good)
    tarred(f'link-{n}.tar.gz', ('l', S, target, b''), ('l/evil', R, '', b'evil'), fine)
tarred('hard.tar.gz', ('h', H, '/etc/passwd', b''), ('i', H, '../canary', b''), fine)
tarred('device.tar.gz', ('null', C, '', b''), ('pipe', P, '', b''), fine)
tarred('swap.tar.gz', ('l', S, '..', b''), ('l', D, '', b''), ('l/evil', R, '', b'evil'), fine)
zipped('twice.zip', *([('same', b'x', FILE)] * 50), good)
zipped('deep.zip', ('a/' * 20000 + 'x', b'x', FILE), good)
zipped('huge.zip', ('zeros', bytes(20_000_000), FILE), good)
data = bytearray(open('huge.zip', 'rb').read())
at = data.index(b'PK' + bytes([1, 2])); data[at + 24:at + 28] = struct.pack('<I', 0xfffffff0)
open('bomb.zip', 'wb').write(data)
whole = open('twice.zip', 'rb').read()
for n in range(8): open(f'cut-{n}.zip', 'wb').write(whole[:len(whole) * n // 8])
`;

test('hostile archives', async ({ app, folder }) => {
  const fault = {
    row: 'archives that lead out, link out, lie, repeat themselves or end early, among good ones',
    outcome: 'nothing is outside of the folder or unfinished, good ones are extracted, each other says why',
  };
  await mkdir(join(folder, 'in'));
  await writeFile(join(folder, 'canary'), 'untouched');
  execFileSync('python3', ['-c', HOSTILE_ARCHIVES], { cwd: join(folder, 'in') });
  const archives = (await filesIn(join(folder, 'in'))).sort();
  await mkdir(join(folder, 'home', 'out'), { recursive: true });
  const [target = ''] = await register(app, [join(folder, 'home', 'out')]);
  const before = await hashes(folder);
  const options = { folder: target, keepIntact: true };
  const inputs = await register(
    app,
    archives.map((name) => join(folder, 'in', name)),
  );
  const jobs = [];
  for (const input of inputs) jobs.push(await submit(app, { type: 'extract', inputs: [input], options }));
  let survived = 0;
  for (const [index, { id }] of jobs.entries()) {
    const job = await ended(app, id);
    const isReported = job.state === 'failed' ? job.error !== null : job.state === 'done';
    if (isReported) survived++;
    else console.error(`${archives[index]}: ${job.state}`);
  }
  expect((await readdir(folder)).sort()).toEqual(['canary', 'home', 'in']);
  expect(await readdir(join(folder, 'home'))).toEqual(['out']);
  const made = await filesIn(join(folder, 'home', 'out'));
  expect(made.filter((name) => name.includes(OWN_PREFIX))).toEqual([]);
  expect(made.filter((name) => /good( \(\d+\))?\.txt$/.test(name)).length).toBeGreaterThan(15);
  expect(Object.fromEntries(await hashes(folder, before))).toEqual(Object.fromEntries(before));
  tell(fault, archives.length, survived);
  expect(survived).toBe(archives.length);
});

test('a clock set back in the middle of a job', async ({ app, folder }) => {
  const fault = {
    row: 'clock set back by a year in the middle of a zip job',
    outcome: 'the job is done and times are not negative',
    short: 1,
    full: 5,
  };
  const work = await zipWorkload(folder);
  await tryFault(fault, async () => {
    const start = await starter(app, work);
    const { id } = await start();
    await app.electron.evaluate(() => {
      const year = 365 * 86_400_000;
      const now = Date.now;
      Date.now = () => now() - year;
    });
    const job = await ended(app, id);
    expect(job.state).toBe('done');
    expect((job.endedAt ?? 0) - (job.startedAt ?? 0)).toBeGreaterThanOrEqual(0);
    await work.checkResults();
    await call(app, 'remove', [id]);
    await work.removeResults();
  });
});
