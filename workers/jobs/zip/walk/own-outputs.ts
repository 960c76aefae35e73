// Recognises the archives that a job writes, so that the walk does not pack an archive into itself.
import { identityOf } from '../../../files/identity.ts';
import { foldedName } from '../../../files/system/names.ts';
import { archiveOfPart } from '../pack/archives/part-names.ts';

/** One of the job's archives. */
export interface OwnOutput {
  readonly name: string;
  /** Identity of the folder that it is written to. */
  readonly folder: string;
  /** Whether names that differ only in case are the same in that folder. */
  readonly ignoresCase: boolean;
  /** Identity of the file that it replaces, if there is one. */
  readonly replaced?: string;
  /** Whether its parts count, too. */
  readonly isSplit: boolean;
}

export class OwnOutputs {
  readonly #outputs: readonly OwnOutput[];
  readonly #names: ReadonlySet<string>;
  readonly #areSplit: boolean;

  constructor(outputs: readonly OwnOutput[]) {
    this.#outputs = outputs;
    this.#names = new Set(outputs.map(({ name }) => foldedName(name)));
    this.#areSplit = outputs.some(({ isSplit }) => isSplit);
  }

  /** @param folder path of the folder that holds the name */
  has(folder: string, name: string): boolean {
    const key = foldedName(name);
    const own = this.#names.has(key) ? name : this.#areSplit ? archiveOfPart(name) : undefined;
    if (own === undefined || !this.#names.has(foldedName(own))) return false;
    const identity = identityOf(folder);
    const isNamed = (one: OwnOutput) =>
      one.name === own || (one.ignoresCase && foldedName(one.name) === foldedName(own));
    return this.#outputs.some((one) => isNamed(one) && one.folder === identity);
  }

  /** Whether a link that is followed leads to a file that is replaced. */
  hasFile(path: string): boolean {
    if (!this.#outputs.some(({ replaced }) => replaced !== undefined)) return false;
    const identity = identityOf(path);
    return this.#outputs.some(({ replaced }) => replaced === identity);
  }
}
