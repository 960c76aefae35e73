// Records which job may replace which file. No two jobs may replace the same file at a time, not even jobs of two programs.
import { lstat } from 'node:fs/promises';
import { fileKey } from '../files/changes/identity.ts';
import { systemPath } from '../files/system-path.ts';
import { JobError } from '../jobs/user-error.ts';
import { type ClaimLock, claimReleased, lockClaim } from './claim-lock.ts';

interface Owner {
  readonly job: string;
  count: number;
  /** Undefined when another program has the file. */
  readonly lock: Promise<ClaimLock | undefined>;
  /** Resolves when the file is free again; undefined while it is claimed. */
  released: Promise<void> | undefined;
}

export class Claims {
  /** The keys are those of the files (`fileKey`). */
  readonly #owners = new Map<string, Owner>();

  /**
   * A job may claim a file several times, as a file may have several names.
   * @param key of the file, the same for all its names (`fileKey`)
   * @returns an object whose disposal releases the file, or undefined when another job has claimed it
   */
  async take(key: string, job: string): Promise<AsyncDisposable | undefined> {
    const owner = this.#ownerOf(key, job);
    if (owner.released) {
      await owner.released;
      return this.take(key, job);
    }
    if (owner.job !== job) return undefined;
    owner.count++;
    const lock = await owner.lock;
    if (lock) return { [Symbol.asyncDispose]: () => this.#giveBack(key, owner, lock) };
    if (--owner.count === 0) this.#owners.delete(key);
    return undefined;
  }

  /** Like `take`, but waits until no other job has claimed the file. */
  async wait(key: string, job: string): Promise<AsyncDisposable> {
    for (;;) {
      const claim = await this.take(key, job);
      if (claim) return claim;
      await claimReleased(key);
    }
  }

  #ownerOf(key: string, job: string): Owner {
    const known = this.#owners.get(key);
    if (known) return known;
    const owner: Owner = { job, count: 0, lock: lockClaim(key), released: undefined };
    this.#owners.set(key, owner);
    return owner;
  }

  async #giveBack(key: string, owner: Owner, lock: ClaimLock): Promise<void> {
    if (--owner.count > 0) return;
    owner.released = lock.release();
    await owner.released;
    this.#owners.delete(key);
  }
}

/** Files that a job has claimed. */
export class ClaimedFiles implements AsyncDisposable {
  readonly #claims: Claims | undefined;
  readonly #job: string;
  readonly #held: AsyncDisposable[] = [];

  constructor({ id, claims }: { readonly id: string; readonly claims?: Claims | undefined }) {
    this.#claims = claims;
    this.#job = id;
  }

  /** Claims the file with this path, if there is one. @throws {JobError} when another job has claimed it */
  async add(path: string): Promise<void> {
    if (!this.#claims) return;
    const found = await lstat(systemPath(path), { bigint: true }).catch(() => undefined);
    if (!found) return;
    const claim = await this.#claims.take(fileKey(found), this.#job);
    if (!claim) throw new JobError('CLAIMED');
    this.#held.push(claim);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const claim of this.#held.splice(0)) await claim[Symbol.asyncDispose]();
  }
}
