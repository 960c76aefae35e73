// Tells why a job made no results: the reason that all its files share, or the first of several reasons with its file.
import { basename } from 'node:path';
import type { Message } from '../messages/message.ts';
import { message, type UserError } from './user-error.ts';

export class Reasons {
  #first: { readonly name: string; readonly error: UserError } | undefined;
  #count = 0;
  #isShared = true;

  /** @param path of the file that the reason belongs to */
  add(path: string, { code, params, cause }: UserError): void {
    this.#count++;
    this.#isShared &&= this.#first === undefined || this.#first.error.code === code;
    this.#first ??= { name: basename(path), error: { code, ...(params && { params }), ...(cause && { cause }) } };
  }

  /** The reason, if exactly one file has one. */
  get only(): UserError | undefined {
    return this.#count === 1 ? this.#first?.error : undefined;
  }

  /** The message for all of them: "Permission denied.", or "broken.jpg: The file is damaged." */
  get why(): Message | undefined {
    if (!this.#first) return undefined;
    const { name, error } = this.#first;
    const why = error.params ? { code: error.code, params: error.params } : { code: error.code };
    return this.#isShared ? why : message('FIRST_REASON', { name, why });
  }
}
