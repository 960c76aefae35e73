// `npm run bench -- zip-levels`: what each level makes of the files of the zip bench, by kind of file, on one thread: bytes, and
// CPU seconds of deflating alone. Writes docs/figures/zip-levels.json and the plot made of it. `-- --plot` only the plot.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { deflateWhole } from '../../workers/jobs/zip/pack/entries/compress.ts';
import { makeInputs } from './zip/inputs.ts';
import { type LevelFigures, type LevelsRow, plotOf } from './zip/levels-plot.ts';

const root = resolve(import.meta.dirname, '../..');
const figures = join(root, 'docs/figures/zip-levels.json');
const { values } = parseArgs({
  options: { plot: { type: 'boolean', default: false }, rounds: { type: 'string', default: '3' } },
});

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
/** Bytes. Larger ones are deflated in blocks by zlib, whatever the level. */
const MAX_BYTES = 4 << 20;

const KINDS: Readonly<Record<string, (name: string, size: number) => boolean>> = {
  photos: (name) => name.endsWith('.jpg'),
  'machine code': (name) => /\.(node|wasm|exe|so|dll)$/.test(name),
  'small texts': (_, size) => size < 16 << 10,
  texts: () => true,
};

if (!values.plot) writeFileSync(figures, `${JSON.stringify(await measureAll(Number(values.rounds)), null, 2)}\n`);
writeFileSync(figures.replace('.json', '.svg'), plotOf(JSON.parse(readFileSync(figures, 'utf8'))));

async function measureAll(rounds: number): Promise<LevelsRow[]> {
  const mixed = (await makeInputs(join(root, 'node_modules'))).find(({ name }) => name === 'mixed');
  const kinds = mixed ? filesByKind(mixed.folder) : new Map<string, Buffer[]>();
  const rows: LevelsRow[] = [];
  for (const [kind, files] of kinds) {
    if (kind === 'photos') continue;
    const measured: Record<string, LevelFigures[]> = { zlib: [], libdeflate: [] };
    for (const level of LEVELS)
      for (const [by, list] of Object.entries(measured))
        list.push(measure(files, level, by as 'zlib' | 'libdeflate', rounds));
    const bytes = files.reduce((sum, { length }) => sum + length, 0);
    rows.push({ kind, files: files.length, bytes, zlib: measured.zlib ?? [], libdeflate: measured.libdeflate ?? [] });
    printRow(rows.at(-1) as LevelsRow);
  }
  return rows;
}

function filesByKind(folder: string): Map<string, Buffer[]> {
  const found = new Map<string, Buffer[]>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name);
    const stats = statSync(path);
    if (!stats.isFile() || stats.size === 0 || stats.size > MAX_BYTES) continue;
    const [kind = ''] = Object.entries(KINDS).find(([, isOne]) => isOne(name, stats.size)) ?? [];
    found.set(kind, [...(found.get(kind) ?? []), readFileSync(path)]);
  }
  return found;
}

/** The quickest of so many rounds: what others do on the machine only adds to it. */
function measure(files: readonly Buffer[], level: number, by: 'zlib' | 'libdeflate', rounds: number): LevelFigures {
  const seconds: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    bytes = 0;
    const before = process.cpuUsage();
    for (const data of files) bytes += deflateWhole(data, level, crc32(data), by)?.length ?? data.length;
    const { user, system } = process.cpuUsage(before);
    seconds.push((user + system) / 1e6);
  }
  return { level, bytes, seconds: Math.min(...seconds) };
}

function printRow({ kind, files, bytes, zlib, libdeflate }: LevelsRow): void {
  console.log(`${kind}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB`);
  for (const [index, { level, bytes: packed, seconds }] of libdeflate.entries()) {
    const other = zlib[index];
    const columns = [packed / 1e6, seconds, (other?.bytes ?? 0) / 1e6, other?.seconds ?? 0].map((n) =>
      n.toFixed(3).padStart(8),
    );
    console.log(`  ${level}${columns.join('')}`);
  }
}
