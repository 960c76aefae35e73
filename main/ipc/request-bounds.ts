// How often a window may ask for each thing, and how big a request may be before anything reads it.
import { message } from '../../workers/jobs/user-error.ts';
import type { UserError } from '../contract/result.ts';
import type { RequestName } from './handle-requests.ts';
import { type SizeBound, sizeProblem } from './plain-size.ts';
import { type Rate, TokenBucket } from './token-bucket.ts';

export interface RequestBound extends Rate, SizeBound {}

/** Far beyond what a person at the window brings about, and far below what would keep main busy. */
const USUAL: RequestBound = { burst: 1_000, perSecond: 200, values: 20_000, characters: 1_000_000 };

const SPECIAL: { readonly [K in RequestName]?: Partial<RequestBound> } = {
  // A dialog, or a window of the file manager, for each.
  'paths:pick': { burst: 10, perSecond: 1 },
  'jobs:reveal': { burst: 20, perSecond: 2 },
  // 5,000 paths at a time; a drop of 200,000 files is 40 requests.
  'paths:register': { burst: 200, perSecond: 50, characters: 20_000_000 },
  // 200,000 ids of 36 characters.
  'jobs:submit': { burst: 200, perSecond: 20, values: 220_000, characters: 10_000_000 },
  'plan:start': { burst: 200, perSecond: 20, values: 220_000, characters: 10_000_000 },
  'settings:set': { burst: 200, perSecond: 50 },
};

export function boundOf(name: RequestName): RequestBound {
  return { ...USUAL, ...SPECIAL[name] };
}

/** Keeps a bucket for each window and request. */
export class RequestBounds {
  readonly #buckets = new WeakMap<object, Map<RequestName, TokenBucket>>();
  readonly #now: (() => number) | undefined;

  /** @param now milliseconds of a clock that never goes back */
  constructor(now?: () => number) {
    this.#now = now;
  }

  /**
   * @param sender stands for the window; its buckets go with it
   * @returns why the request is refused, or undefined
   */
  refusal(sender: object, name: RequestName, params: unknown): UserError | undefined {
    if (!this.#bucket(sender, name).take()) return message('TOO_MANY_REQUESTS');
    const problem = sizeProblem(params, boundOf(name));
    if (problem === 'too-large') return message('REQUEST_TOO_LARGE');
    return problem && message('BAD_REQUEST', { problem });
  }

  #bucket(sender: object, name: RequestName): TokenBucket {
    const buckets = this.#buckets.get(sender) ?? new Map<RequestName, TokenBucket>();
    this.#buckets.set(sender, buckets);
    const bucket = buckets.get(name) ?? new TokenBucket(boundOf(name), this.#now);
    buckets.set(name, bucket);
    return bucket;
  }
}
