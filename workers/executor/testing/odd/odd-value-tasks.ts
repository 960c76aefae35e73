// Tasks that get and give odd values.
import { oddValue } from './odd-values.ts';
import { shapeOf } from './shape.ts';

export function echo(value: unknown): unknown {
  return value;
}

/** How it arrived. */
export function shape(value: unknown): string {
  return shapeOf(value);
}

export function give(name: string): unknown {
  return oddValue(name);
}

export function toss(name: string): never {
  throw oddValue(name);
}

export function report(this: { progress(value: unknown): void }, name: string): string {
  this.progress(oddValue(name));
  return 'reported';
}

export function* yieldIt(name: string): Generator<unknown> {
  yield oddValue(name);
}
