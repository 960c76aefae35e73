// Takes inputs from an iterable or async iterable, some at a time.
import { checkIterable, checkStep } from '../common/iteration.ts';

export interface InputChunk {
  readonly inputs: readonly unknown[];
  /** Set with the last inputs: there are no more, or getting the next one failed. */
  readonly end?: { readonly failure?: { readonly error: unknown } };
}

const INPUTS = 'the inputs of map';

export class InputChunks {
  readonly #size: number;
  readonly #iterator: Iterator<unknown> | undefined;
  readonly #asyncIterator: AsyncIterator<unknown> | undefined;
  #isOver = false;

  constructor(inputs: Iterable<unknown> | AsyncIterable<unknown>, size: number) {
    this.#size = size;
    if (isAsync(inputs)) this.#asyncIterator = inputs[Symbol.asyncIterator]();
    else this.#iterator = checkIterable(INPUTS, inputs)[Symbol.iterator]();
  }

  /** The next inputs; a promise only if the iterable is async. Never throws, never rejects. */
  next(): InputChunk | Promise<InputChunk> {
    return this.#iterator ? this.#take(this.#iterator) : this.#takeAsync();
  }

  /** Lets the iterable know that no more is wanted. */
  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    try {
      this.#iterator?.return?.();
      // An async generator that is waiting for something answers only when that comes.
      this.#asyncIterator?.return?.().catch(() => {});
    } catch {
      // Whoever closes a map has no use for an error of its inputs.
    }
  }

  #take(iterator: Iterator<unknown>): InputChunk {
    const inputs: unknown[] = [];
    try {
      while (inputs.length < this.#size) {
        const step = checkStep(INPUTS, iterator.next());
        if (step.done) return this.#end({ inputs, end: {} });
        inputs.push(step.value);
      }
    } catch (error) {
      return this.#end({ inputs, end: { failure: { error } } });
    }
    return { inputs };
  }

  async #takeAsync(): Promise<InputChunk> {
    const inputs: unknown[] = [];
    try {
      // It may have been closed while the last input was awaited.
      while (inputs.length < this.#size && !this.#isOver) {
        const step = checkStep(INPUTS, await this.#asyncIterator?.next());
        if (step.done) return this.#end({ inputs, end: {} });
        inputs.push(step.value);
      }
    } catch (error) {
      return this.#end({ inputs, end: { failure: { error } } });
    }
    return { inputs };
  }

  #end(chunk: InputChunk): InputChunk {
    this.#isOver = true;
    return chunk;
  }
}

/** Strings are iterable, too, and no objects. */
function isAsync(inputs: Iterable<unknown> | AsyncIterable<unknown>): inputs is AsyncIterable<unknown> {
  return typeof Object(inputs)[Symbol.asyncIterator] === 'function';
}
