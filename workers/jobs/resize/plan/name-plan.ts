// Decides where each result goes, so that no two results of a job and no original share a name.
import { type FileCalls, pooledCalls } from '../../../files/file-calls.ts';
import { type Collision, freeName } from '../../../files/output-file.ts';

/** Where a result goes, and what happens should something appear there meanwhile. */
export interface PlannedName {
  readonly path: string;
  readonly collision: Collision;
  /** Before it was numbered. */
  readonly wanted: string;
}

/**
 * Hands out names in the order of asking. A clash within the job always gets a number, whatever the collision rule:
 * the rule speaks of files that were there before.
 */
export class NamePlan {
  readonly #taken = new Set<string>();
  /** Results of an earlier start that are made again. */
  readonly #ours = new Set<string>();
  readonly #collision: Collision;
  readonly #calls: FileCalls;

  /** @param originals absolute paths that no result may replace */
  constructor(originals: Iterable<string>, collision: Collision, calls: FileCalls = pooledCalls) {
    this.#collision = collision;
    this.#calls = calls;
    for (const path of originals) this.#taken.add(nameKey(path));
  }

  /** @returns undefined when the name is taken and the rule says to leave it out */
  async reserve(wanted: string): Promise<PlannedName | undefined> {
    const clash = this.#taken.has(nameKey(wanted));
    if (!clash && this.#ours.has(wanted)) return this.#take(wanted, wanted, 'overwrite');
    if (!clash && this.#collision === 'skip' && (await this.#calls.exists(wanted))) return undefined;
    if (!clash && this.#collision !== 'rename') return this.#take(wanted, wanted, this.#collision);
    const path = await freeName(wanted, (candidate) => this.#taken.has(nameKey(candidate)), this.#calls);
    return this.#take(path, wanted, 'rename');
  }

  /** Results that an earlier start of the job has named, and that have to be made again. */
  mayReplace(paths: Iterable<string>): void {
    for (const path of paths) this.#ours.add(path);
  }

  /** Names that are taken already. */
  keep(paths: Iterable<string>): void {
    for (const path of paths) this.#taken.add(nameKey(path));
  }

  /** The result that takes its original's place. */
  replace(wanted: string, original: string): Promise<PlannedName | undefined> {
    if (nameKey(wanted) === nameKey(original)) return Promise.resolve({ path: wanted, wanted, collision: 'rename' });
    return this.reserve(wanted);
  }

  #take(path: string, wanted: string, collision: Collision): PlannedName {
    this.#taken.add(nameKey(path));
    return { path, wanted, collision };
  }
}

/** Two paths with equal keys may be one file: many disks ignore case, and macOS the form of accents. */
function nameKey(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
