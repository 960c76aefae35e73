// Makes a few pictures of a job to learn how large its results will be: what is in a picture decides it, and no header tells that.
import { isLarge, type PicturePlan } from './picture-plan.ts';

/** So many of the most common kind are made. */
const SAMPLES = 3;

/** Once so much time has gone by no further one is made, in milliseconds: an AVIF takes seconds. */
const ENOUGH_MS = 1_500;

export interface Expected {
  readonly plan: PicturePlan;
  /** Bytes that its results take, from its header alone. */
  readonly bytes: number;
}

/** Of the same kind are pictures of which results of the same formats are made from the same format. */
export function kindOf({ facts, outputs }: Pick<PicturePlan, 'facts' | 'outputs'>): string {
  return [facts.format, ...outputs.map(({ format }) => format)].join(' ');
}

/**
 * What to multiply the expected bytes of each kind with. Kinds that hold little of the whole are not looked into.
 * @param make makes the results of a picture; the bytes that they take
 */
export async function sizeFactors(
  all: readonly Expected[],
  make: (plan: PicturePlan) => PromiseLike<number>,
  now: () => number = () => performance.now(),
): Promise<ReadonlyMap<string, number>> {
  const factors = new Map<string, number>();
  const start = now();
  for (const [kind, some] of largestKinds(all)) {
    let made = 0;
    let expected = 0;
    for (const { plan, bytes } of spread(some)) {
      if (made > 0 && now() - start > ENOUGH_MS) break;
      const size = await bytesOrNone(make(plan));
      if (size === undefined) continue;
      made += size;
      expected += bytes;
    }
    if (expected > 0) factors.set(kind, made / expected);
    if (now() - start > ENOUGH_MS) break;
  }
  return factors;
}

/** A picture that cannot be made tells nothing of the others. */
async function bytesOrNone(making: PromiseLike<number>): Promise<number | undefined> {
  try {
    return await making;
  } catch {
    return undefined;
  }
}

/** The two that hold most of the expected bytes. */
function largestKinds(all: readonly Expected[]): [string, readonly Expected[]][] {
  const kinds = Map.groupBy(all, ({ plan }) => kindOf(plan));
  const total = (some: readonly Expected[]) => some.reduce((sum, { bytes }) => sum + bytes, 0);
  const known = total(all);
  return [...kinds]
    .filter(([, some]) => total(some) > known / 10)
    .toSorted(([, a], [, b]) => total(b) - total(a))
    .slice(0, 2);
}

/** A small one, one of the middle and a large one, by their expected bytes. */
function spread(some: readonly Expected[]): Expected[] {
  const usual = some.filter(({ plan }) => plan.outputs.length > 0 && !isLarge(plan));
  const sorted = usual.toSorted((a, b) => a.bytes - b.bytes);
  if (sorted.length <= SAMPLES) return sorted;
  return Array.from({ length: SAMPLES }, (_, n) => sorted[Math.floor(((n + 0.5) / SAMPLES) * sorted.length)]).filter(
    (one) => one !== undefined,
  );
}
