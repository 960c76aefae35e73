// Finds the best quality at which a picture fits into a number of bytes.

/** Below this quality a picture looks worse than a smaller one. */
const LOWEST_QUALITY = 20;
const MAX_TRIES = 6;
const MAX_SHRINKS = 6;

export interface Attempt {
  /** 1..100, or null where the format has none. */
  readonly quality: number | null;
  /** Factor for the wanted width and height, 0..1. */
  readonly scale: number;
}

export interface FitBytes<T extends { readonly length: number }> {
  readonly limit: number;
  /** The first quality to try. null: the format has no quality, so only a smaller picture helps. */
  readonly quality: number | null;
  /** Whether the picture may get smaller if no quality fits. */
  readonly mayShrink: boolean;
  readonly encode: (attempt: Attempt) => Promise<T>;
}

/**
 * Lowers the quality by bisection, in at most 6 encodings. If even the lowest does not fit, the picture gets smaller if it may.
 * @returns the picture that fits, or the smallest that was tried
 */
export async function fitBytes<T extends { readonly length: number }>(fit: FitBytes<T>): Promise<T> {
  const first = await fit.encode({ quality: fit.quality, scale: 1 });
  if (first.length <= fit.limit) return first;
  if (fit.quality === null || fit.quality <= LOWEST_QUALITY) return fit.mayShrink ? shrink(fit, first) : first;
  const lowest = await fit.encode({ quality: LOWEST_QUALITY, scale: 1 });
  if (lowest.length <= fit.limit) return bisect(fit, fit.quality, lowest);
  return fit.mayShrink ? shrink(fit, lowest) : lowest;
}

async function bisect<T extends { readonly length: number }>(fit: FitBytes<T>, tooLarge: number, fits: T): Promise<T> {
  let best = fits;
  let low = LOWEST_QUALITY;
  let high = tooLarge;
  for (let tries = 2; tries < MAX_TRIES && high - low > 1; tries++) {
    const quality = Math.round((low + high) / 2);
    const attempt = await fit.encode({ quality, scale: 1 });
    if (attempt.length <= fit.limit) {
      best = attempt;
      low = quality;
    } else {
      high = quality;
    }
  }
  return best;
}

/** Bytes go about with the area; each step aims a little below the limit. Where that was too careful, one goes back up. */
async function shrink<T extends { readonly length: number }>(fit: FitBytes<T>, tooLarge: T): Promise<T> {
  const quality = fit.quality === null ? null : Math.min(fit.quality, 60);
  let last = tooLarge;
  let scale = 1;
  for (let tries = 0; tries < MAX_SHRINKS && last.length > fit.limit; tries++) {
    scale *= Math.min(0.9, Math.sqrt(fit.limit / last.length) * 0.95);
    last = await fit.encode({ quality, scale });
  }
  const larger = scale * Math.sqrt((fit.limit * 0.97) / last.length);
  if (larger < scale * 1.05 || larger > 1) return last;
  const retry = await fit.encode({ quality, scale: larger });
  return retry.length <= fit.limit ? retry : last;
}
