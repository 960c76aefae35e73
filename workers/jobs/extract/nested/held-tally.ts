// Keeps what happened to the entries of a nested archive, until it is known whether that archive counts as extracted.

import type { UserError } from '../../user-error.ts';
import { isDamage, type Tally } from '../extract-tally.ts';

type Rename = { readonly from: string; readonly to: string };

export class HeldTally implements Tally {
  readonly #tally: Tally;
  readonly #done: (readonly [name: string, bytesIn: number, bytesOut: number])[] = [];
  readonly #failed: (readonly [name: string, error: UserError])[] = [];
  readonly #renamed: Rename[] = [];
  #read = 0;
  /** How many of the failed entries are damaged. */
  damaged = 0;
  firstDamaged = '';

  constructor(tally: Tally) {
    this.#tally = tally;
  }

  /** Totals are reported at once. */
  expect(files: number, bytes: number): void {
    this.#tally.expect(files, bytes);
  }

  done(...entry: readonly [name: string, bytesIn: number, bytesOut: number]): void {
    this.#done.push(entry);
  }

  read(bytes: number): void {
    this.#read += bytes;
  }

  fail(name: string, error: UserError): void {
    this.#failed.push([name, error]);
    if (isDamage(error) && this.damaged++ === 0) this.firstDamaged = name;
  }

  /** Does nothing: tables of contents are shown only of the archives that the user gave. */
  listed(): void {}

  renamed(names: readonly Rename[]): void {
    this.#renamed.push(...names);
  }

  get failures(): number {
    return this.#failed.length;
  }

  /** @param place returns the path of an entry by its name in the archive */
  commit(place: (name: string) => string): void {
    for (const [name, bytesIn, bytesOut] of this.#done) this.#tally.done(place(name), bytesIn, bytesOut);
    for (const [name, error] of this.#failed) this.#tally.fail(place(name), error);
    this.#tally.read(this.#read);
    this.#tally.renamed(this.#renamed.map(({ from, to }) => ({ from, to: place(to) })));
  }
}
