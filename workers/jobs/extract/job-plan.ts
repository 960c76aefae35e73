// Plans an extract job: reads tables of contents, and tells where each entry would go and what would not be extracted.
import { lstat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { platform } from '../../files/system.ts';
import { systemPath } from '../../files/system-path.ts';
import type { NameFate, PlanRun } from '../job-plan.ts';
import type { JobError } from '../user-error.ts';
import { archiveStem, unpackedName } from './archive-stem.ts';
import { rulesOf, usualFolding } from './names/disk-names.ts';
import type { ExtractOptions } from './options.ts';
import type { ArchiveKind } from './read/sniff.ts';
import type { ListedEntry, StreamRequest } from './requests.ts';
import type * as extractTasks from './tasks.ts';

type ExtractPlan = PlanRun<ExtractOptions, typeof extractTasks>;

/** Of so many entries it is looked up whether their names exist; of more the job finds out. */
const MAX_LOOKED_UP = 10_000;

export async function plan(run: ExtractPlan): Promise<void> {
  const planner = new Planner(run);
  for (const input of new Set(run.inputs)) {
    try {
      await planner.add(input);
    } catch (error) {
      run.signal.throwIfAborted();
      if (run.inputs.length === 1 || !(error instanceof Error) || error.name !== 'JobError') throw error;
      const { code, params } = error as JobError;
      run.report.skip({ path: input, code, ...(params && { params }) });
    }
  }
  planner.finish();
}

/** What an archive holds, by where it would be. */
interface Contents {
  readonly paths: readonly string[];
  readonly roots: readonly string[];
}

class Planner {
  readonly #run: ExtractPlan;
  #files = 0;
  #bytes = 0;

  constructor(run: ExtractPlan) {
    this.#run = run;
  }

  async add(input: string): Promise<void> {
    const { kind } = await this.#run.tasks.run('sniff', input);
    const isZip = kind === 'zip' || kind === 'unknown';
    const contents = isZip ? await this.#zip(input) : await this.#stream(input, kind);
    await this.#place(input, contents);
  }

  finish(): void {
    const { report, options, inputs } = this.#run;
    report.total({ files: this.#files, bytes: this.#bytes, final: true });
    report.need(options.folder === '' ? dirname(inputs[0] ?? '') : options.folder, this.#bytes, 'about');
  }

  async #zip(input: string): Promise<Contents> {
    const { tasks, report } = this.#run;
    const settled = await tasks.run('planZip', this.#request(input));
    const { chunks, links, failed, renamed, roots, files, bytes, encoding } = settled;
    this.#count(files, bytes);
    for (const { name, error } of failed) report.skip({ path: name, ...error });
    for (const { from, to } of renamed.slice(0, MAX_LOOKED_UP)) {
      report.note({ code: 'NAME_CHANGED', params: { from, to } });
    }
    if (encoding !== null && encoding !== 'utf-8') report.note({ code: 'ENCODING_GUESSED', params: { encoding } });
    return { paths: [...chunks.flatMap(({ paths }) => paths.split('\0')), ...links.map(({ path }) => path)], roots };
  }

  /** Has to be read from the start to the end: what is found is told on the way. */
  async #stream(input: string, kind: Exclude<ArchiveKind, 'zip' | 'unknown'>): Promise<Contents> {
    const { tasks, report } = this.#run;
    const paths: string[] = [];
    const take = (entry: ListedEntry): void => {
      if (entry.error) report.skip({ path: entry.name, ...entry.error });
      else if (entry.kind !== 'folder') {
        this.#count(1, entry.size);
        paths.push(entry.name);
      }
    };
    const request: StreamRequest = {
      ...this.#request(input),
      kind,
      root: undefined,
      maxBytes: Number.MAX_SAFE_INTEGER,
      room: Number.MAX_SAFE_INTEGER,
      name: unpackedName(input),
      list: false,
      keepIntact: true,
    };
    const future = tasks.submit('unpackStream', request);
    future.onProgress(({ done }) => {
      for (const entry of done) take(entry);
      report.total({ files: this.#files, bytes: this.#bytes, final: false });
    });
    const { roots } = await future.result();
    return { paths, roots };
  }

  async #place(input: string, { paths, roots }: Contents): Promise<void> {
    const { options, report } = this.#run;
    const folder = options.folder === '' ? dirname(input) : options.folder;
    const base = roots.length > 1 ? join(folder, archiveStem(input)) : folder;
    const top = roots.length === 1 ? join(folder, roots[0] ?? '') : base;
    const isTaken = await exists(top);
    for (const [index, path] of paths.entries()) {
      const target = join(base, path);
      const isFree = !isTaken || index >= MAX_LOOKED_UP || (options.collision !== 'rename' && !(await exists(target)));
      report.output(target, isFree ? 'new' : fateOf(options));
    }
  }

  #count(files: number, bytes: number): void {
    this.#files += files;
    this.#bytes += bytes;
  }

  #request(path: string) {
    const { only, encoding, password } = this.#run.options;
    const rules = rulesOf(platform);
    const passwords = password.split(/\r?\n/).filter((one) => one !== '');
    return { path, passwords, only, encoding, rules, folding: usualFolding(rules) };
  }
}

function fateOf({ collision }: ExtractOptions): NameFate {
  switch (collision) {
    case 'rename':
      return 'numbered';
    case 'skip':
      return 'skipped';
    case 'overwrite':
    case 'newer':
      return 'replaces';
    default:
      return collision satisfies never;
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(systemPath(path)).then(
    () => true,
    () => false,
  );
}
