// Tasks that are generators, for stream().
import { appendFileSync } from 'node:fs';
import type { TaskContext } from '../index.ts';
import { transfer } from '../wire/transfer.ts';
import { waitAt } from './gate.ts';

/** Writes a line to `file` before each value, and one when it is closed. */
export async function* countInto(
  this: TaskContext<string>,
  file: string,
  below: number,
): AsyncGenerator<number, string> {
  this.progress('began');
  try {
    for (let i = 0; i < below; i++) {
      appendFileSync(file, `${i}\n`);
      yield i;
    }
    return 'all';
  } finally {
    await new Promise(setImmediate);
    appendFileSync(file, 'closed\n');
  }
}

export function* count(below: number): Generator<number, string> {
  for (let i = 0; i < below; i++) yield i;
  return 'counted';
}

/** Takes no notice of an abort, but has a `finally`. */
export function* countForEver(file: string): Generator<number> {
  try {
    for (let i = 0; ; i++) yield i;
  } finally {
    appendFileSync(file, 'closed\n');
  }
}

export function list<T>(...values: T[]): T[] {
  return values;
}

export function text(characters: string): string {
  return characters;
}

export async function bodyOf(text: string): Promise<ReadableStream<Uint8Array>> {
  return new Response(text).body as ReadableStream<Uint8Array>;
}

export async function* failAfter(count: number): AsyncGenerator<number> {
  for (let i = 0; i < count; i++) yield i;
  throw new RangeError('no more', { cause: new TypeError('why') });
}

export async function* giveFunction(file: string): AsyncGenerator<unknown> {
  try {
    yield 1;
    yield { deep: [() => 2] };
  } finally {
    appendFileSync(file, 'closed\n');
  }
}

export async function* giveBuffers(count: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) {
    const bytes = new Uint8Array([i]);
    yield transfer(bytes, [bytes.buffer]);
    if (bytes.length > 0) throw new Error('It was copied.');
  }
}

export async function* waitForEver(this: TaskContext, port: number): AsyncGenerator<number> {
  yield 1;
  const { signal } = this;
  await waitAt(port);
  // The abort may come before this does.
  signal.throwIfAborted();
  await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

/** Its iterator gives what no iterator may give. */
export function giveStep(step: unknown): Iterable<number> {
  return { [Symbol.iterator]: () => ({ next: () => step as never }) };
}

export async function* die(): AsyncGenerator<number> {
  yield 1;
  await new Promise(setImmediate);
  process.exit(3);
}

export function add(a: number, b: number): number {
  return a + b;
}
