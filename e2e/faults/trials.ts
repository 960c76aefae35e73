// Counts what was tried and what was survived, for docs/faults.md.
import { appendFileSync } from 'node:fs';

/** What was done to the app. The text is the row of the table. */
export interface Fault {
  readonly row: string;
  /** What must come of it, on top of what is checked after every trial. */
  readonly outcome: string;
  /** How often in `npm test`, and in `npm run faults` and `npm run test:long`. */
  readonly short: number;
  readonly full: number;
}

const FULL = process.env.DROPMILL_FAULTS === 'full';
/** How often instead, by hand, and the first of them: `npm run faults -- --from 20 --count 10`. */
const TRIALS = Number(process.env.DROPMILL_TRIALS ?? 0);
const FROM = Number(process.env.DROPMILL_FROM ?? 0);
/** Another seed tries other moments. */
const SEED = Number(process.env.DROPMILL_SEED ?? 1);

/**
 * Tries a fault as often as the run demands. All trials are made, and printed, before the first failure is thrown.
 * @param trial gets numbers in 0..1 that are the same for the same seed, row and trial
 */
export async function tryFault(
  fault: Fault,
  trial: (random: () => number, index: number) => Promise<void>,
): Promise<void> {
  const times = TRIALS || Math.max(0, (FULL ? fault.full : fault.short) - FROM);
  const failures: unknown[] = [];
  for (let index = FROM; index < FROM + times; index++) {
    try {
      await trial(generator(`${fault.row} ${index} ${SEED}`), index);
    } catch (error) {
      console.error(`${fault.row}: trial ${index} of seed ${SEED} failed`, error);
      failures.push(error);
    }
  }
  tell(fault, times, times - failures.length);
  if (failures.length > 0) throw failures[0];
}

/** Tells a row's figures to `npm run faults`. */
export function tell({ row, outcome }: Pick<Fault, 'row' | 'outcome'>, tried: number, survived: number): void {
  console.log(`${row}: tried ${tried}, survived ${survived}`);
  const report = process.env.DROPMILL_FAULTS_REPORT;
  if (report) appendFileSync(report, `${JSON.stringify({ row, outcome, tried, survived })}\n`);
}

/** mulberry32, seeded by a text. */
export function generator(seed: string): () => number {
  let state = Array.from(seed).reduce((sum, character) => Math.imul(sum, 31) + character.charCodeAt(0), 7);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
