// Plans an extract job: reads tables of contents, and says where each entry would go and what would not be extracted.
import { lstat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { freeName } from '../../files/output/output-file.ts';
import { changedMs } from '../../files/system/times.ts';
import { platform } from '../../files/system.ts';
import { systemPath } from '../../files/system-path.ts';
import type { PlanRun } from '../../plan/job-plan.ts';
import type { NameFate } from '../../plan/name-fate.ts';
import { ALL_ENTRIES } from '../entry-ranges.ts';
import type { JobError } from '../user-error.ts';
import { archiveStem, unpackedName } from './archive-stem.ts';
import { isFarLarger } from './bombs.ts';
import type { PasswordFault } from './faults.ts';
import { rulesOf, usualFolding } from './names/disk-names.ts';
import type { ExtractOptions } from './options.ts';
import { type ArchivePart, distinctArchives, findParts } from './parts/find-parts.ts';
import type { ArchiveSource } from './parts/open-archive.ts';
import { asSplitPart } from './parts/part-faults.ts';
import { archiveName, archivesOf } from './parts/part-names.ts';
import { PlanLines, type PlannedLine } from './plan-lines.ts';
import type { ArchiveKind } from './read/sniff.ts';
import type { StreamRequest } from './requests.ts';
import type * as extractTasks from './tasks.ts';

type ExtractPlan = PlanRun<ExtractOptions, typeof extractTasks>;

/** For so many entries the plan checks whether their names exist; for the rest, the job finds out. */
const MAX_LOOKED_UP = 10_000;

export async function plan(run: ExtractPlan): Promise<void> {
  const planner = new Planner(run);
  const inputs = archivesOf(run.inputs);
  run.report.holds(
    inputs.map((input) => archiveName(input)),
    run.options.entries,
  );
  for (const input of await distinctArchives(inputs)) {
    const place = inputs.indexOf(input);
    let parts: readonly ArchivePart[] = [];
    try {
      parts = await findParts(input);
      await planner.add({ path: input, parts }, place);
    } catch (caught) {
      run.signal.throwIfAborted();
      const error = asSplitPart(caught, input, parts);
      if (!isJobError(error)) throw error;
      if (planner.asksFor(error)) continue;
      if (inputs.length === 1) throw error;
      const { code, params } = error;
      run.report.skip({ path: input, code, ...(params && { params }) }, true);
    }
  }
  if (run.options.nested) run.report.note({ code: 'NESTED_NOT_SHOWN' });
  if (run.options.trashArchive) run.report.note({ code: 'ORIGINALS_TO_TRASH' });
  planner.finish();
}

/** The contents of an archive, with the places where they would go. */
interface Contents {
  readonly roots: readonly string[];
  readonly password: PasswordFault;
}

class Planner {
  readonly #run: ExtractPlan;
  readonly #lines: PlanLines;
  #passwordAsked = false;
  #largeAsked = false;

  constructor(run: ExtractPlan) {
    this.#run = run;
    this.#lines = new PlanLines(run.report);
  }

  async add(source: ArchiveSource, place: number): Promise<void> {
    const { kind, size } = await this.#run.tasks.run('sniff', source);
    const isZip = kind === 'zip' || kind === 'unknown';
    const before = this.#lines.bytes;
    this.#lines.begin(place);
    const { roots, password } = isZip ? await this.#zip(source) : await this.#stream(source, kind);
    this.#askPassword(password);
    this.#askLarge(this.#lines.bytes - before, size);
    await this.#place(source.path, roots);
  }

  finish(): void {
    const { report, options, inputs } = this.#run;
    this.#lines.total(true);
    report.need(options.folder === '' ? dirname(inputs[0] ?? '') : options.folder, this.#lines.bytes, 'about');
  }

  /** Asks for a password, as some archives show no names without one. @returns whether that is all that is needed */
  asksFor({ code }: JobError): boolean {
    if (code !== 'PASSWORD_NEEDED' && code !== 'PASSWORD_WRONG') return false;
    this.#askPassword(code);
    return true;
  }

  async #zip(source: ArchiveSource): Promise<Contents> {
    const { tasks, report } = this.#run;
    const request = this.#request(source);
    const settled = await tasks.run('planZip', request);
    const { roots, encoding, password, links } = settled;
    if (!settled.needsSevenZip) await this.#lines.addZip(settled);
    if (settled.macMetadata > 0) report.note({ code: 'MAC_METADATA_SKIPPED', params: { count: settled.macMetadata } });
    if (encoding !== null && encoding !== 'utf-8') {
      report.ask('encoding', { code: 'ENCODING_GUESSED', params: { encoding } }, false);
    }
    if (settled.needsSevenZip) return this.#stream(source, 'zip');
    if (links.length > 0 && password === null) {
      const { failed } = await tasks.run('finishZip', {
        ...request,
        root: undefined,
        owners: false,
        isSecondTry: false,
        folders: [],
        links,
        kept: '',
        encoding,
      });
      for (const { name, error } of failed) this.#lines.refuse(name, error);
    }
    return { roots, password };
  }

  /** Reads an archive from start to end, unless it has a table of contents, and reports what it finds on the way. */
  async #stream(source: ArchiveSource, kind: Exclude<ArchiveKind, 'unknown'>): Promise<Contents> {
    const request: StreamRequest = {
      ...this.#request(source),
      kind,
      root: undefined,
      maxBytes: Number.MAX_SAFE_INTEGER,
      room: Number.MAX_SAFE_INTEGER,
      name: unpackedName(source.path),
      list: false,
      isPlan: true,
      owners: false,
      isSecondTry: false,
      keepIntact: true,
    };
    const future = this.#run.tasks.submit('unpackStream', request);
    future.onProgress(({ done }) => {
      for (const entry of done) this.#lines.addListed(entry);
      this.#lines.total(false);
    });
    const { roots, failed, password, entryCount } = await future.result();
    this.#lines.count(entryCount);
    for (const { name, error } of failed) this.#lines.refuse(name, error);
    return { roots, password };
  }

  async #place(input: string, roots: readonly string[]): Promise<void> {
    const { options } = this.#run;
    const folder = options.folder === '' ? dirname(input) : options.folder;
    const base = roots.length > 1 ? join(folder, archiveStem(input)) : folder;
    const top = roots.length === 1 ? join(folder, roots[0] ?? '') : base;
    const found = await lookUp(top);
    const isNumbered = found !== undefined && options.collision === 'rename';
    // If the folder gets a number, names in it are free.
    const isFolder = isNumbered && this.#lines.placed().some(({ path }) => join(base, path) !== top);
    if (isFolder) this.#run.report.note({ code: 'FOLDER_NUMBERED', params: { name: basename(top) } });
    const ownTop = isFolder ? await freeName(top) : top;
    for (const [index, line] of this.#lines.placed().entries()) {
      const target = join(base, line.path);
      this.#lines.settle(
        line,
        isFolder ? join(ownTop, relative(top, target)) : target,
        found && !isFolder && index < MAX_LOOKED_UP ? await this.#fateOf(line, target) : 'new',
      );
    }
  }

  async #fateOf({ mtime }: PlannedLine, target: string): Promise<NameFate> {
    const { collision } = this.#run.options;
    if (collision === 'rename') return 'numbered';
    const there = await lookUp(target);
    if (!there) return 'new';
    if (collision === 'newer') return mtime !== null && mtime > changedMs(there) ? 'replaces' : 'skipped';
    return collision === 'skip' ? 'skipped' : 'replaces';
  }

  #askPassword(fault: PasswordFault): void {
    if (fault === null || this.#passwordAsked) return;
    this.#passwordAsked = true;
    this.#run.report.ask('password', { code: fault }, true);
  }

  #askLarge(bytes: number, size: number): void {
    if (this.#largeAsked || !isFarLarger(bytes, size)) return;
    this.#largeAsked = true;
    this.#run.report.ask('allowLarge', { code: 'TOO_LARGE' }, !this.#run.options.allowLarge);
  }

  #request(source: ArchiveSource) {
    const { only, encoding, password, keepMacMetadata } = this.#run.options;
    const rules = rulesOf(platform);
    const passwords = password.split(/\r?\n/).filter((one) => one !== '');
    return {
      ...source,
      passwords,
      only,
      encoding,
      keepMacMetadata,
      rules,
      folding: usualFolding(rules),
      entries: ALL_ENTRIES,
    };
  }
}

/** Errors that come from a worker are no instances of the class here. */
function isJobError(error: unknown): error is JobError {
  return error instanceof Error && error.name === 'JobError';
}

async function lookUp(path: string): Promise<{ readonly mtimeMs: number } | undefined> {
  return lstat(systemPath(path)).catch(() => undefined);
}
