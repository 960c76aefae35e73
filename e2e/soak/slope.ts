// How fast resident memory grows.

/** Samples of so many are taken together: what jobs hold while they run comes and goes, and what leaks stays. */
const PARTS = 10;

/** Megabytes an hour: the line that fits the floors of ten parts of the samples best. */
export function growthPerHour(samples: readonly number[], sampleEveryMs: number): number {
  const floors = parts(samples).map((part) => ranked(part, 0.2) / 1e6);
  const hours = ((samples.length / PARTS) * sampleEveryMs) / 3_600_000;
  const middle = (floors.length - 1) / 2;
  const mean = floors.reduce((sum, floor) => sum + floor, 0) / floors.length;
  const rise = floors.reduce((sum, floor, index) => sum + (index - middle) * (floor - mean), 0);
  const run = floors.reduce((sum, _, index) => sum + (index - middle) ** 2, 0);
  return rise / run / hours;
}

/** For the log. */
export function growthText(samples: readonly number[], sampleEveryMs: number): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
  const medians = parts(samples).map((part) => megabytes(ranked(part, 0.5)));
  const most = megabytes(Math.max(...samples));
  return `${growthPerHour(samples, sampleEveryMs).toFixed(1)} MB an hour, at most ${most} MB, medians of tenths ${medians.join(' ')}`;
}

function parts(samples: readonly number[]): readonly (readonly number[])[] {
  const size = samples.length / PARTS;
  return Array.from({ length: PARTS }, (_, index) =>
    samples.slice(Math.floor(index * size), Math.floor((index + 1) * size)),
  );
}

/** @param share of the samples that are smaller, 0..1 */
function ranked(samples: readonly number[], share: number): number {
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length * share)] ?? Number.NaN;
}
