// Archives of a writer that lies: whatever they say, nothing is written outside and nothing wrong counts as right.
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readNames, systemPath } from '../../files/system-path.ts';
import { propertyCases } from '../../testing/property-cases.ts';
import { oddTar } from './testing/odd-tar.ts';
import { type OddEntry, oddZip, UNIX_FILE, UNIX_FOLDER, UNIX_LINK } from './testing/odd-zip.ts';
import { makeExecutor, runExtract, TempFolder } from './testing/run-extract.ts';

/** More by hand: `DROPMILL_CASES=10000 npm run unit -- workers/jobs/extract/lies`. */
const CASES = propertyCases(300);
const LONG_MS = 3_600_000;

const executor = makeExecutor();
afterAll(() => executor.shutdown());

const part = fc.constantFrom(
  'a',
  'b',
  'A',
  'ä',
  'a\u0308',
  '..',
  '.',
  '',
  'con',
  'x.',
  'l',
  'x\\y',
  'C:',
  ' ',
  '\u202e',
  '💥',
);
const name = fc.oneof(
  fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')),
  fc.constantFrom('/abs', '//h/s/x', '../up', 'l/evil', 'a\0b', 'd/', 'x'.repeat(300)),
  fc.string({ maxLength: 12 }),
);
const data = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom('../..', '/etc', 'a', 'l', 'b/../..').map((text) => Buffer.from(text)),
  fc.constant(new Uint8Array(70_000)),
);
const number = fc.oneof(fc.nat(400), fc.constantFrom(0xffffffff, 0xfffffffe, 0x7fffffff, 65_536));
const lies = fc.record(
  { size: number, packedSize: number, crc: number, offset: number, method: fc.nat(20), flags: fc.nat(0xffff) },
  { requiredKeys: [] },
);
const entry = fc.record(
  {
    name,
    data: data.map((bytes) => Buffer.from(bytes)),
    method: fc.constantFrom(0, 8),
    attributes: fc.constantFrom(UNIX_FILE, UNIX_FOLDER, UNIX_LINK, 0, 0xffffffff),
    host: fc.constantFrom(0, 3, 10, 19),
    lies: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: lies }),
    localName: name,
    localExtra: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    extra: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  },
  { requiredKeys: ['name', 'data'] },
);
const end = fc.record({ entries: number, size: number, offset: number, disk: fc.nat(2) }, { requiredKeys: [] });
const archive = fc.record(
  {
    entries: fc.array(entry, { maxLength: 6 }),
    prefix: fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
    comment: fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
    end: fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: end }),
  },
  { requiredKeys: ['entries'] },
);

/** Contents of the files below a folder, links left alone. */
function filesIn(folder: string): Buffer[] {
  const found: Buffer[] = [];
  for (const name of readNames(folder)) {
    const path = systemPath(`${folder}/${name}`);
    const stats = lstatSync(path);
    if (stats.isDirectory()) found.push(...filesIn(`${folder}/${name}`));
    else if (stats.isFile()) found.push(readFileSync(path));
  }
  return found;
}

async function extracted(bytes: Buffer, file: string) {
  using folder = new TempFolder();
  mkdirSync(folder.at('in', 'deep'), { recursive: true });
  writeFileSync(folder.at('canary'), 'untouched');
  const path = folder.at('in', 'deep', file);
  writeFileSync(path, bytes);
  const out = folder.at('in', 'deep', 'out');
  const result = await runExtract(executor, { inputs: [path], folder: out }).catch(() => undefined);
  expect(readFileSync(folder.at('canary'), 'utf8')).toBe('untouched');
  expect([readdirSync(folder.path).sort(), readdirSync(folder.at('in'))]).toEqual([['canary', 'in'], ['deep']]);
  expect(readdirSync(folder.at('in', 'deep')).filter((one) => one !== file && one !== 'out')).toEqual([]);
  const left = existsSync(out) ? readdirSync(out).filter((one) => one.endsWith('.part')) : [];
  expect(left).toEqual([]);
  return { result, files: result && existsSync(out) ? filesIn(out) : [] };
}

/** Whether the directory says of an entry what is not so. */
function isLie({ lies: said = {}, data: content, method = 8, localName, name: own }: OddEntry): boolean {
  if (said.size !== undefined && said.size !== content?.length) return true;
  if (said.method !== undefined && said.method !== method && [0, 8].includes(said.method)) return true;
  return localName !== undefined && Buffer.compare(Buffer.from(localName), Buffer.from(own)) !== 0;
}

describe('a zip file that lies', () => {
  it(
    'never writes outside, and never gives content that it does not hold',
    async () => {
      await fc.assert(
        fc.asyncProperty(archive, async (odd) => {
          const { result, files } = await extracted(oddZip(odd), 'x.zip');
          const known = odd.entries.map((one) => Buffer.from(one.data ?? ''));
          for (const file of files) expect(known.some((one) => one.equals(file))).toBe(true);
          const hasLie = odd.entries.some((one) => one.attributes !== UNIX_FOLDER && isLie(one) && isPlainFile(one));
          if (hasLie && result) expect(result.failed).toBeGreaterThan(0);
        }),
        CASES,
      );
    },
    LONG_MS,
  );

  it('is refused wherever it is cut off', async () => {
    const whole = oddZip({
      entries: [
        { name: 'd/a', data: Buffer.from('hello') },
        { name: 'd/b', data: Buffer.alloc(99) },
      ],
    });
    for (let length = 0; length < whole.length; length++) {
      const { result } = await extracted(whole.subarray(0, length), 'x.zip');
      expect(result, `cut off at ${length}`).toBeUndefined();
    }
  });
});

/** Folders have no content that could be wrong. */
function isPlainFile({ name: own, attributes = UNIX_FILE, host = 3 }: OddEntry): boolean {
  const text = own.toString();
  return !text.endsWith('/') && !text.endsWith('\\') && attributes === UNIX_FILE && host === 3;
}

const tarEntry = fc.record(
  {
    name: fc.oneof(
      name.map((text) => text.slice(0, 90)),
      fc.constantFrom('a', 'l', 'l/x'),
    ),
    data: data.map((bytes) => Buffer.from(bytes)),
    type: fc.constantFrom('0', '0', '0', '\0', '1', '2', '5', '3', 'x', 'g', 'L', 'K', 'S', 'V', 'M', '7', 'D'),
    linkName: fc.constantFrom('a', '../..', '/etc/passwd', 'l', ''),
    size: fc.oneof(fc.nat(2000), fc.constant(0o77777777777)),
  },
  { requiredKeys: ['name', 'data'] },
);

describe('a tar file that lies', () => {
  it(
    'never writes outside, and never leaves anything unfinished',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(tarEntry, { maxLength: 6 }), fc.boolean(), async (entries, packed) => {
          const bytes = oddTar(entries);
          await extracted(packed ? gzipSync(bytes) : bytes, packed ? 'x.tar.gz' : 'x.tar');
        }),
        { ...CASES, numRuns: Math.ceil(CASES.numRuns / 3) },
      );
    },
    LONG_MS,
  );

  it('fails wherever it is cut off before its end, and is whole after that', async () => {
    const content = Buffer.from('hello');
    const whole = oddTar([
      { name: 'd/a', data: content },
      { name: 'd/b', data: content },
    ]);
    for (let length = 0; length < whole.length; length += 7) {
      const { result, files } = await extracted(whole.subarray(0, length), 'x.tar');
      if (result) expect(files.every((file) => file.equals(content))).toBe(true);
      if (result) expect([1024, 2048].includes(length) || length > 2048 || length === 0).toBe(true);
    }
  });
});
