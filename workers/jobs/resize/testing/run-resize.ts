// Runs a picture job on a real executor and collects all it reports.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Claims } from '../../../claims/claims.ts';
import type { FileChanges } from '../../../files/changes/change-request.ts';
import { FileChanger } from '../../../files/changes/file-changer.ts';
import { TrashCan } from '../../../files/changes/trash-can.ts';
import { createExecutor, type JobExecutor } from '../../../host/create-executor.ts';
import { JobJournal } from '../../../journal/job-journal.ts';
import type { KnownMessage } from '../../../messages/codes.ts';
import type { Message } from '../../../messages/message.ts';
import type { EarlierResult } from '../../earlier-results.ts';
import type { ItemUpdate, Skip } from '../../job-report.ts';
import { bindTasks } from '../../job-tasks.ts';
import type { JobOutcome } from '../../job-type.ts';
import { toUserError, type UserError } from '../../user-error.ts';
import { run } from '../driver.ts';
import { type ResizeOptions, resizeDefaults } from '../options.ts';

export interface Reported {
  /** Merged by index. */
  readonly items: ItemUpdate[];
  readonly skips: Skip[];
  readonly notes: Message[];
  readonly trashed: string[];
  total: { readonly files: number; readonly bytes: number; readonly final: boolean };
  files: number;
  bytes: number;
}

export interface Finished extends Reported {
  readonly outcome: JobOutcome;
  /** What the job failed with, when each of its pictures failed. */
  readonly failure?: UserError;
}

export interface RunOptions {
  readonly journal?: JobJournal;
  readonly earlier?: readonly EarlierResult[];
  readonly signal?: AbortSignal;
  readonly executor?: JobExecutor;
  readonly workers?: number;
  /** Moves a file to the trash. @default one that keeps what it gets */
  readonly trash?: (path: string) => Promise<void>;
  readonly onItem?: (update: ItemUpdate) => void;
}

/** Size and names as they are, unless a test says otherwise. */
const PLAIN = { width: null, height: null, template: '{name}', destination: 'folder' } as const;

/** A folder for a test's files, removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-pictures-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An executor that ends with the test. */
export function testExecutor(kind: 'threads' | 'processes' | 'inline', workers = 2): JobExecutor {
  const executor = createExecutor({ executor: kind, workers });
  onTestFinished(() => executor.shutdown({ cancelFutures: true }));
  return executor;
}

export async function runResize(
  inputs: readonly string[],
  options: Partial<ResizeOptions>,
  { journal = new JobJournal(), signal = new AbortController().signal, workers = 2, ...rest }: RunOptions = {},
): Promise<Finished> {
  const executor = rest.executor ?? testExecutor('inline');
  const reported = emptyReport();
  const outcome = run({
    id: randomUUID(),
    inputs,
    options: { ...resizeDefaults, ...PLAIN, ...options },
    signal,
    tasks: bindTasks({ executor, type: 'resize', workers, signal }),
    report: reportTo(reported, rest.onItem),
    journal,
    claims: new Claims(),
    earlier: rest.earlier ?? [],
    changes: changesWith(rest.trash ?? ((path) => moveAway(path, reported.trashed))),
  });
  try {
    // Numbers are reported until then.
    const ended = await outcome;
    return { ...reported, outcome: ended };
  } catch (failure) {
    const { items } = reported;
    const allFailed = items.length > 0 && items.every(({ state }) => state === 'failed');
    if (!allFailed) throw failure;
    return { ...reported, outcome: { ...NOTHING, failed: items.length }, failure: toUserError(failure) };
  }
}

const NOTHING: JobOutcome = { outputs: [], entries: 0, failed: 0, bytesIn: 0, bytesOut: 0 };

/** The real changer, with a trash of the test's own. */
function changesWith(trashItem: (path: string) => Promise<void>): FileChanges {
  const folder = temporaryFolder();
  // Names that are not UTF-8 go to a trash that is the product's own: in here, not the one of who runs the tests.
  const environment = { ...process.env, XDG_DATA_HOME: join(folder, 'data') };
  const trash = new TrashCan({ trashItem, spareFolder: join(folder, 'kept'), environment });
  const changer = new FileChanger({ folder: join(folder, 'changes'), trash });
  onTestFinished(() => changer.close());
  return { replace: (request) => changer.replace('test', request) };
}

async function moveAway(path: string, trashed: string[]): Promise<void> {
  renameSync(path, join(temporaryFolder(), 'trashed'));
  trashed.push(path);
}

function emptyReport(): Reported {
  return {
    items: [],
    skips: [],
    notes: [],
    trashed: [],
    total: { files: 0, bytes: 0, final: false },
    files: 0,
    bytes: 0,
  };
}

function reportTo(reported: Reported, onItem?: (update: ItemUpdate) => void) {
  return {
    title() {},
    current() {},
    writesTo() {},
    total(total: Reported['total']) {
      reported.total = total;
    },
    advance({ files = 0, bytes = 0 }: { readonly files?: number; readonly bytes?: number }) {
      reported.files += files;
      reported.bytes += bytes;
    },
    skip: (skip: Skip) => void reported.skips.push(skip),
    note: (note: KnownMessage) => void reported.notes.push(note),
    item(update: ItemUpdate) {
      reported.items[update.index] = { ...reported.items[update.index], ...update };
      onItem?.(update);
    },
  };
}

/** Resizes one picture. @returns the path of its only result */
export async function resizeOne(path: string, options: Partial<ResizeOptions>): Promise<string> {
  const { outcome, items } = await runResize([path], { folder: join(temporaryFolder(), 'out'), ...options });
  const [output] = outcome.outputs;
  if (output === undefined) throw new Error(`no result: ${JSON.stringify(items[0]?.error)}`);
  return output;
}

/** The error on the row of a single picture. */
export async function errorOf(path: string, options: Partial<ResizeOptions> = {}): Promise<UserError | undefined> {
  const { items } = await runResize([path], { folder: join(temporaryFolder(), 'out'), ...options });
  return items[0]?.error;
}

/** All files under a folder, with their paths relative to it. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}
