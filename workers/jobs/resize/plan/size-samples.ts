// Makes a few pictures of a job to learn how large its results will be, as that depends on the content, which no header tells.
import { isLarge, type PicturePlan } from './picture-plan.ts';

/** How many pictures of a kind are made. */
const SAMPLES = 3;

/** After so many milliseconds no further picture is made, as an AVIF takes seconds. */
const ENOUGH_MS = 1_500;

export interface Expected {
  readonly plan: PicturePlan;
  /** Expected bytes of its results, judging only by its header. */
  readonly bytes: number;
}

/** Pictures are of the same kind if they have the same format and their results have the same formats. */
export function kindOf({ facts, outputs }: Pick<PicturePlan, 'facts' | 'outputs'>): string {
  return [facts.format, ...outputs.map(({ format }) => format)].join(' ');
}

/**
 * Returns factors for the expected bytes of each kind. Kinds with a small part of the whole are not sampled.
 * @param make makes the results of a picture and returns their bytes
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

/** A picture that cannot be made is ignored. */
async function bytesOrNone(making: PromiseLike<number>): Promise<number | undefined> {
  try {
    return await making;
  } catch {
    return undefined;
  }
}

/** The two kinds with most of the expected bytes. */
function largestKinds(all: readonly Expected[]): [string, readonly Expected[]][] {
  const kinds = Map.groupBy(all, ({ plan }) => kindOf(plan));
  const total = (some: readonly Expected[]) => some.reduce((sum, { bytes }) => sum + bytes, 0);
  const known = total(all);
  return [...kinds]
    .filter(([, some]) => total(some) > known / 10)
    .toSorted(([, a], [, b]) => total(b) - total(a))
    .slice(0, 2);
}

/** Chooses a small, a medium and a large picture, by their expected bytes. */
function spread(some: readonly Expected[]): Expected[] {
  const usual = some.filter(({ plan }) => plan.outputs.length > 0 && !isLarge(plan));
  const sorted = usual.toSorted((a, b) => a.bytes - b.bytes);
  if (sorted.length <= SAMPLES) return sorted;
  return Array.from({ length: SAMPLES }, (_, n) => sorted[Math.floor(((n + 0.5) / SAMPLES) * sorted.length)]).filter(
    (one) => one !== undefined,
  );
}
