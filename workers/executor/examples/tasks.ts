// The tasks of most examples: plain functions, exported.
import { setTimeout } from 'node:timers/promises';
import type { TaskContext } from '../index.ts';

export async function sleep(ms: number): Promise<number> {
  await setTimeout(ms);
  return ms;
}

export function factorial(n: number): bigint {
  let product = 1n;
  for (let i = 2n; i <= n; i++) product *= i;
  return product;
}

export function digits(n: bigint): number {
  return n.toString().length;
}

export async function titleOf(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new RangeError(`${response.status} at ${new URL(url).pathname}`);
  return /<title>([^<]*)<\/title>/.exec(await response.text())?.[1] ?? 'no title';
}

/** Looks now and then whether it is still wanted, and says how far it is. */
export function countPrimes(this: TaskContext<number>, below: number): number {
  let count = 0;
  for (let n = 2; n < below; n++) {
    if (n % 10_000 === 0) {
      this.throwIfAborted();
      this.progress(n / below);
    }
    if (isPrime(n)) count++;
  }
  return count;
}

export function* primesFrom(n: number): Generator<number> {
  for (let candidate = n; ; candidate++) if (isPrime(candidate)) yield candidate;
}

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false;
  return true;
}
