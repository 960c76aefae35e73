// Where the plain end record can count no further: other programs read the archive on both sides of it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readZip } from './testing/read-zip.ts';
import { makeExecutor, runZip, TempFolder } from './testing/run-zip.ts';
import { complaints, isInstalled, runProgram, TESTERS } from './testing/unpackers.ts';

/** APPNOTE 4.4.21: two bytes. */
const MAX_PLAIN_ENTRIES = 65_535;
/** The root, folders with as many files each, and the rest beside them. */
const FOLDERS = 255;
const FILES = 255;

const executor = makeExecutor();
const folder = new TempFolder();

beforeAll(() => {
  const root = folder.at('tree');
  mkdirSync(root);
  for (let sub = 0; sub < FOLDERS; sub++) {
    mkdirSync(folder.at('tree', `${sub}`));
    for (let file = 0; file < FILES; file++) writeFileSync(folder.at('tree', `${sub}`, `${file}`), '');
  }
  const rest = MAX_PLAIN_ENTRIES - 1 - FOLDERS * (1 + FILES);
  for (let file = 0; file < rest; file++) writeFileSync(folder.at('tree', `rest ${file}`), 'some text');
});

afterAll(async () => {
  await executor.shutdown();
  folder[Symbol.dispose]();
});

const missing = TESTERS.map((tester) => tester('')[0]).filter((program) => !isInstalled(program));
const note = missing.length > 0 ? ` (not installed here: ${missing.join(', ')})` : '';

describe(`an archive that satisfies all programs${note}`, () => {
  it.each([
    [MAX_PLAIN_ENTRIES, false],
    [MAX_PLAIN_ENTRIES + 1, true],
  ])('may hold %i entries; zip64 records are there: %s', async (entries, zip64) => {
    if (entries > MAX_PLAIN_ENTRIES) writeFileSync(folder.at('tree', 'one more'), '');
    const result = await runZip(executor, { inputs: [folder.at('tree')], folder: folder.path });
    expect(result.entries).toBe(entries);
    const [archive = ''] = result.outputs;
    const content = readZip(archive);
    expect([content.entries.length, content.zip64]).toEqual([entries, zip64]);
    for (const tester of TESTERS) {
      const command = tester(archive);
      if (!isInstalled(command[0])) continue;
      const { status, text } = runProgram(command);
      expect([command[0], ...complaints(text)]).toEqual([command[0]]);
      expect(status).toBe(0);
    }
    rmSync(archive);
  });
});
