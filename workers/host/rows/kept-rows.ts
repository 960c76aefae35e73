// Keeps the rows of ended jobs in files, so that their details can be shown after a restart, too.
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { patientRename } from '../../files/system/patience.ts';
import { JobJournal } from '../../journal/job-journal.ts';
import { slices } from '../../slices.ts';
import { ItemTable } from '../item-table.ts';
import { rowsOfJournal } from './journal-rows.ts';
import { parseRow } from './row-line.ts';
import { rowsFile } from './rows-file.ts';

/** How many rows are written at a time. The host does other things in between. */
const ROWS_AT_ONCE = 1_000;
/** A larger file was not written by this app: a million rows with long paths take less. */
const MAX_FILE_BYTES = 2 ** 27;
const MAX_ROWS = 2_000_000;
/** How many tables are kept in memory. */
const MAX_TABLES = 4;

export interface KeptRowsPlaces {
  /** Folder of the rows; each job has one file. */
  readonly folder: string;
  /** Folder of the journals of jobs. */
  readonly progressFolder: string | undefined;
}

export class KeptRows {
  readonly #places: KeptRowsPlaces;
  /** The tables that were used last, the latest at the end. */
  readonly #tables = new Map<string, Promise<ItemTable | undefined>>();

  constructor(places: KeptRowsPlaces) {
    this.#places = places;
  }

  /** Rows that cannot be written are not kept; the job does not fail because of that. */
  async save(id: string, table: ItemTable): Promise<void> {
    const { rows } = table.page({ offset: 0, limit: MAX_ROWS });
    if (rows.length === 0) return;
    const file = this.#fileOf(id);
    const lines = function* () {
      for (const some of slices(rows, ROWS_AT_ONCE)) yield some.map((row) => `${JSON.stringify(row)}\n`).join('');
    };
    try {
      await mkdir(this.#places.folder, { recursive: true });
      const to = createWriteStream(`${file}.new`, { mode: 0o600 });
      await pipeline(Readable.from(lines()), createGzip({ level: 1 }), to);
      await patientRename(file, () => rename(`${file}.new`, file));
    } catch {
      await rm(`${file}.new`, { force: true }).catch(() => {});
    }
  }

  /**
   * The rows of a job of an earlier run of the app; undefined if there are none.
   * @param progress the id that its journal is kept under
   */
  async tableOf(id: string, progress: string | undefined): Promise<ItemTable | undefined> {
    const known = this.#tables.get(id) ?? this.#read(id, progress);
    this.#tables.delete(id);
    this.#tables.set(id, known);
    const [oldest] = this.#tables.keys();
    if (this.#tables.size > MAX_TABLES && oldest !== undefined) this.#tables.delete(oldest);
    return known;
  }

  /** Call this when the job leaves the list. */
  async forget(id: string): Promise<void> {
    this.#tables.delete(id);
    await rm(this.#fileOf(id), { force: true }).catch(() => {});
  }

  async #read(id: string, progress: string | undefined): Promise<ItemTable | undefined> {
    const kept = await readRows(this.#fileOf(id));
    const { progressFolder } = this.#places;
    if (kept || progressFolder === undefined || progress === undefined) return kept;
    return rowsOfJournal(JobJournal.fileOf(progressFolder, progress));
  }

  #fileOf(id: string): string {
    return rowsFile(this.#places.folder, id);
  }
}

/** Returns undefined if there is no such file, or if it cannot be read. */
async function readRows(file: string): Promise<ItemTable | undefined> {
  const table = new ItemTable();
  let count = 0;
  try {
    const found = await lstat(file);
    if (!found.isFile() || found.size > MAX_FILE_BYTES) return undefined;
    const source = createReadStream(file);
    const text = source.pipe(createGunzip());
    source.on('error', (error) => text.destroy(error));
    for await (const line of createInterface(text)) {
      const row = parseRow(line);
      if (row && count < MAX_ROWS) table.update({ ...row, index: count++ });
    }
  } catch {
    // What was read before the error is shown.
  }
  return count > 0 ? table : undefined;
}
