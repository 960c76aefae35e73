// A tasks module that takes its time.
import { setTimeout } from 'node:timers/promises';

await setTimeout(30);

export function ready(): string {
  return 'ready';
}
