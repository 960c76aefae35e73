// Extracts one archive into a part folder, and gives the result its name.
import { mkdirSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Identity, identityOf } from '../../files/changes/identity.ts';
import { KnownFiles } from '../../files/identity.ts';
import { laterAtPath } from '../../files/long-path.ts';
import { makeFolder } from '../../files/output/make-folder.ts';
import { noteLeft } from '../../files/output/output-file.ts';
import { partName } from '../../files/output/part-files.ts';
import { marksOrigins } from '../../files/system.ts';
import { systemPath } from '../../files/system-path.ts';
import { ALL_ENTRIES } from '../entry-ranges.ts';
import { trashExistingOf } from '../trash-existing.ts';
import { JobError, toUserError } from '../user-error.ts';
import { archiveStem } from './archive-stem.ts';
import { Budget } from './bombs.ts';
import type { ExtractRun } from './extract-run.ts';
import type { DoneArchive, ExtractTally } from './extract-tally.ts';
import { entryFault } from './faults.ts';
import type { ArchivePart } from './parts/find-parts.ts';
import type { ArchiveSource } from './parts/open-archive.ts';
import { archivesOf } from './parts/part-names.ts';
import { type Content, UnpackArchive } from './unpack-archive.ts';
import { getsOwnName, nameTree, type Published, type PublishRequest, type Replacement } from './write/publish.ts';
import { refuseLinksBetween } from './write/real-folders.ts';
import { removeUnfinished } from './write/remove-tree.ts';
import type { FailedEntry } from './zip-archive/settle.ts';

export class ExtractArchive {
  readonly #run: ExtractRun;
  readonly #input: string;
  readonly #parts: readonly ArchivePart[];
  readonly #tally: ExtractTally;
  readonly #folder: string;
  /** What an earlier start has moved into folders that existed before. */
  #moved: ReadonlySet<string> | undefined;
  /** Whether everything in the archive is in the result now. */
  isWhole = false;

  constructor(run: ExtractRun, { path: input, parts }: ArchiveSource, tally: ExtractTally) {
    this.#run = run;
    this.#input = input;
    this.#parts = parts;
    this.#tally = tally;
    this.#folder = run.options.folder === '' ? dirname(input) : run.options.folder;
  }

  /** @throws {JobError} if nothing could be extracted */
  async run(): Promise<void> {
    const { tasks, options } = this.#run;
    const { kind, size } = await tasks.run('sniff', this.#source);
    const budget = new Budget(size, options.allowLarge);
    const archive = this.#unpacker(budget);
    if (options.action === 'list') return archive.list(kind, size);
    if (options.action === 'test') {
      const { damaged } = this.#tally;
      await archive.unpack(kind, size, undefined);
      this.#refuseDamaged(damaged);
      return;
    }
    const made = await makeFolder(this.#folder);
    const part = join(this.#folder, partName(this.#run.id));
    this.#run.report.writesTo(this.#folder);
    let isThere = false;
    try {
      mkdirSync(systemPath(part), 0o700);
      isThere = true;
      const { extracted, damaged, failed } = this.#tally;
      const before = { extracted, damaged, failed };
      const outer = await archive.unpack(kind, size, part);
      this.#run.signal.throwIfAborted();
      this.#refuseDamaged(before.damaged);
      const content = options.nested ? await this.#unpackNested(part, outer, budget) : outer;
      if (marksOrigins) await this.#mark(part);
      if (this.#tally.extracted > before.extracted || this.#tally.failed === 0) {
        const isNamed = await this.#publish(part, content);
        this.isWhole = isNamed && this.#tally.failed === before.failed && !this.#isSelection() && !archive.isPartial;
      }
    } finally {
      await removeUnfinished(part, made).catch((error: unknown) => {
        if (isThere) noteLeft(error, this.#run.report);
      });
    }
  }

  #unpacker(budget: Budget): UnpackArchive {
    const { only } = this.#run.options;
    const [source, folder, tally] = [this.#source, this.#folder, this.#tally];
    return new UnpackArchive(this.#run, { source, folder, tally, budget, only, entries: this.#entries() });
  }

  async #unpackNested(part: string, outer: Content, budget: Budget): Promise<Content> {
    const { NestedArchives } = await import('./nested/nested-archives.ts');
    const settings = { input: this.#input, part, folder: this.#folder, tally: this.#tally, budget };
    return new NestedArchives(this.#run, settings, outer).run();
  }

  get #source(): ArchiveSource {
    return { path: this.#input, parts: this.#parts };
  }

  #isSelection(): boolean {
    return this.#run.options.only.length > 0 || this.#entries() !== ALL_ENTRIES;
  }

  async #mark(part: string): Promise<void> {
    const count = await this.#run.tasks.run('markOrigin', { archive: this.#input, root: part });
    if (count > 0) this.#run.report.note({ code: 'ORIGIN_UNMARKED', params: { count } });
  }

  /** @param before how many entries were damaged in other archives */
  #refuseDamaged(before: number): void {
    const { damaged, firstDamaged: name = '', extracted } = this.#tally;
    const { keepIntact } = this.#run.options;
    if (damaged === before || (keepIntact && extracted > 0)) return;
    throw new JobError(keepIntact ? 'NOTHING_INTACT' : 'ENTRIES_DAMAGED', { count: damaged - before, name });
  }

  /** @returns whether everything has got its name */
  async #publish(part: string, { roots, folders }: Content): Promise<boolean> {
    const { tasks, options, journal, report } = this.#run;
    if (roots.length === 0) return false;
    const wrapper = archiveStem(this.#input);
    const { owners } = options;
    const request = { part, folder: this.#folder, wrapper, roots };
    const isNew = options.collision === 'rename';
    const found = isNew ? [] : await tasks.run('findReplaced', { ...request, collision: options.collision });
    const wanted = found.filter(({ to }) => this.#movedBefore(to) === undefined);
    const { replaced, kept } = await this.#replaceAll(wanted);
    // Files that exist now could not be replaced, or were created since.
    const naming = { ...request, folders, owners, collision: isNew ? 'rename' : 'skip' } as const;
    const { paths, skipped, failed } = getsOwnName(naming) ? await this.#name(naming) : await this.#merge(naming);
    const named = [...replaced, ...paths];
    const untouched = skipped.filter((name) => !kept.has(name));
    for (const name of untouched) report.skip({ path: name, code: 'KEPT_EXISTING' });
    this.#failAll([...failed, ...kept.values()]);
    if (named.length === 0) return false;
    for (const path of named) this.#tally.outputs.push(path);
    journal.finish(this.#input, this.#done(named));
    if (named.length === 1) report.title(basename(named[0] ?? ''));
    return skipped.length + failed.length === 0;
  }

  /** Replaces files one by one: if one cannot be replaced, the others still are. */
  async #replaceAll(wanted: readonly Replacement[]): Promise<{ replaced: string[]; kept: Map<string, FailedEntry> }> {
    const trashExisting = trashExistingOf(this.#run);
    const archives = wanted.length > 0 ? await this.#archives() : undefined;
    const replaced: string[] = [];
    const kept = new Map<string, FailedEntry>();
    for (const { name, from, to } of wanted) {
      try {
        const found = await laterAtPath(from, (at) => lstat(at, { bigint: true }));
        const there = await laterAtPath(to, (at) => lstat(at, { bigint: true }));
        if (await archives?.has(to, there)) throw entryFault('ARCHIVE_IN_THE_WAY');
        refuseLinksBetween(this.#folder, to);
        const result = identityOf(found);
        this.#remember(to, result);
        const path = await trashExisting({ part: from, result }, to);
        if (path !== to) this.#remember(path, result);
        replaced.push(path);
      } catch (error) {
        kept.set(name, { name, error: toUserError(error) });
      }
    }
    return { replaced, kept };
  }

  /** All archives of the job with their parts, which must not be replaced. */
  #archives(): Promise<KnownFiles> {
    return KnownFiles.at([...this.#run.inputs, this.#input, ...this.#parts.map(({ path }) => path)]);
  }

  /** The name is written to the journal before it is given, so that a result is not made twice if the host ends in that moment. */
  async #name(request: PublishRequest): Promise<Published> {
    const { tasks, journal } = this.#run;
    await tasks.run('finishFolders', request);
    const path = nameTree(request, (name, identity) =>
      journal.naming(this.#input, { path: name, ...identity }, this.#done([name])),
    );
    return { paths: [path], skipped: [], failed: [] };
  }

  /** Each move is written down before anything moves, so that a job that is interrupted can be undone or continued. */
  async #merge(request: PublishRequest): Promise<Published> {
    const { moves, existing, failed } = await this.#run.tasks.run('planMerge', request);
    for (const { to, identity } of moves) this.#remember(to, identity);
    const merged = await this.#run.tasks.run('merge', { ...request, moves });
    const before = new Set<string>();
    const skipped: string[] = [];
    for (const { name, to } of existing) {
      const path = this.#movedBefore(to);
      if (path === undefined) skipped.push(name);
      else before.add(path);
    }
    return {
      paths: [...merged.paths, ...before],
      skipped: [...skipped, ...merged.skipped],
      failed: [...failed, ...merged.failed],
    };
  }

  /** Notes a moved file, so that an undo can take it back. */
  #remember(path: string, identity: Identity): void {
    if (this.#run.journal.isKept) this.#run.journal.naming(this.#mergedKey, { path, from: this.#input, ...identity });
  }

  /** Returns the file that an earlier start of the job has moved there, or the folder that holds it. */
  #movedBefore(path: string): string | undefined {
    this.#moved ??= new Set(this.#run.journal.halfNamed(this.#mergedKey));
    if (this.#moved.size === 0) return undefined;
    for (let at = path; at.length > this.#folder.length; at = dirname(at)) if (this.#moved.has(at)) return at;
    return undefined;
  }

  get #mergedKey(): string {
    return `${this.#input} merged`;
  }

  #done(paths: readonly string[]): DoneArchive {
    const sources = this.#parts.map(({ path }) => path);
    return { paths, files: this.#tally.extracted, bytesIn: 0, bytesOut: 0, ...(sources.length > 0 && { sources }) };
  }

  #failAll(failed: readonly FailedEntry[]): void {
    for (const { name, error } of failed) this.#tally.fail(name, error);
  }

  /** Which entries of this archive were chosen. */
  #entries(): string {
    const { inputs, options } = this.#run;
    return options.entries[archivesOf(inputs).indexOf(this.#input)] ?? ALL_ENTRIES;
  }
}
