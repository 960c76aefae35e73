// JobResults of a job "a" with real files, a trash and a journal, in a folder that is removed after the test.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Claims } from '../../../workers/claims/claims.ts';
import { FileChanger } from '../../../workers/files/changes/file-changer.ts';
import { identityOf } from '../../../workers/files/changes/identity.ts';
import { TrashCan } from '../../../workers/files/changes/trash-can.ts';
import type { NamedFile } from '../../../workers/files/output/output-file.ts';
import { partName } from '../../../workers/files/output/part-files.ts';
import { emptyProgress } from '../../../workers/protocol.ts';
import type { JobUndo } from '../../contract/jobs.ts';
import type { KeptRecord } from '../../jobs/job-record.ts';
import { Journal } from '../../jobs/journal.ts';
import { JobResults } from '../job-results.ts';

const spec = { id: 'a', type: 'resize', inputs: ['/in'], options: {} };
const identity = (path: string) => identityOf(lstatSync(path, { bigint: true }));

export class UndoBench {
  /** What happens while the trash is at work. */
  onTrash: () => void = () => {};
  /** What the job's own journal says it had named. */
  namedBefore: readonly NamedFile[] = [];
  changer: FileChanger;
  results: JobResults;
  readonly #folder = mkdtempSync(join(tmpdir(), 'dropmill-results-'));
  #journal = this.#openJournal().journal;
  #undone = Promise.withResolvers<JobUndo>();

  constructor() {
    this.changer = this.#makeChanger();
    this.results = this.#makeResults();
    onTestFinished(async () => {
      await this.#journal.close();
      await this.changer.close();
      rmSync(this.#folder, { recursive: true, force: true });
    });
  }

  /** Names of results that a retry of the job would skip as its own. */
  stillOwn(): string[] {
    const earlier = this.results.earlier({ ...spec, inputs: [this.#folder] });
    return earlier.flatMap(({ path, isOwn }) => (isOwn ? [basename(path)] : []));
  }

  at(name: string): string {
    return join(this.#folder, name);
  }

  write(name: string, content: string): void {
    writeFileSync(this.at(name), content);
  }

  read(name: string): string {
    return readFileSync(this.at(name), 'utf8');
  }

  exists(name: string): boolean {
    return existsSync(this.at(name));
  }

  named(name: string): NamedFile {
    return { path: this.at(name), ...identity(this.at(name)) };
  }

  /** The job, done. */
  record(outputs: readonly string[]): KeptRecord {
    const paths = outputs.map((name) => this.at(name));
    return {
      id: 'a',
      revision: 1,
      type: 'resize',
      title: 'a',
      state: 'done',
      position: 1,
      submittedAt: 0,
      startedAt: 0,
      endedAt: 1,
      inputCount: 1,
      progress: emptyProgress,
      outcome: { outputs: paths, entries: paths.length, failed: 0, bytesIn: 2, bytesOut: 1 },
      error: null,
      skippedCount: 0,
      skipped: [],
      notes: [],
    };
  }

  /** As the host does it: the result is complete before it gets the original's name, or has another one already. */
  async replace(name: string, content: string, { as = name, job = 'a' } = {}): Promise<NamedFile> {
    const part = as === name ? this.at(partName(job)) : null;
    const complete = part ?? this.at(as);
    writeFileSync(complete, content);
    const original = { path: this.at(name), was: identity(this.at(name)) };
    const change = { part, result: identity(complete), name: this.at(as), original };
    const { path } = await this.results.replace(job, change);
    return { path, ...identity(path) };
  }

  async trashOriginal(name: string): Promise<void> {
    const path = this.at(name);
    const original = { path, was: identity(path) };
    await this.results.replace('a', { part: null, result: null, name: path, original });
  }

  /** Resolves when the undo is done; never when it is broken off. @throws as JobResults does */
  undo(record: KeptRecord): Promise<JobUndo> {
    this.#undone = Promise.withResolvers();
    this.results.undo(record);
    return this.#undone.promise;
  }

  async submitted(record: KeptRecord): Promise<void> {
    await this.#journal.append({ kind: 'submitted', spec, record });
  }

  /** Ends the app and starts it as often as is said. */
  async restart(starts = 1): Promise<void> {
    await this.#journal.close();
    await this.changer.close();
    for (let start = 1; start < starts; start++) this.#openJournal();
    const { journal, jobs } = this.#openJournal();
    this.#journal = journal;
    this.renew();
    this.results.restore(jobs);
  }

  /** A new changer and new results, with the same files. */
  renew(): void {
    this.changer = this.#makeChanger();
    this.results = this.#makeResults();
  }

  #openJournal() {
    return Journal.open(this.at('journal.jsonl'), 0, () => {});
  }

  #makeChanger(): FileChanger {
    const trashFiles = this.at('data/Trash/files');
    mkdirSync(trashFiles, { recursive: true });
    const trash = new TrashCan({
      trashItem: async (path) => {
        this.onTrash();
        const taken = readdirSync(trashFiles).length;
        renameSync(path, join(trashFiles, `${basename(path)}.${taken}`));
      },
      spareFolder: this.at('kept'),
      platform: 'linux',
      environment: { XDG_DATA_HOME: this.at('data') },
    });
    return new FileChanger({ folder: this.at('changes'), trash });
  }

  #makeResults(): JobResults {
    return new JobResults({
      journal: this.#journal,
      changer: this.changer,
      claims: new Claims(),
      namedBefore: () => this.namedBefore,
      specs: () => [],
      onUndo: (_id, undo) => {
        if (undo.state === 'done') this.#undone.resolve(undo);
      },
    });
  }
}
