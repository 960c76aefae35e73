// How big a request may be before anything reads it.
import { message } from '../../workers/jobs/user-error.ts';
import type { RequestName } from '../contract/api.ts';
import type { UserError } from '../contract/result.ts';
import { type SizeBound, sizeProblem } from './plain-size.ts';

/** Far beyond what a person at the window brings about, and far below what would keep main busy. */
const USUAL: SizeBound = { values: 20_000, characters: 1_000_000 };

const SPECIAL: { readonly [K in RequestName]?: Partial<SizeBound> } = {
  // 5,000 paths at a time; a drop of 200,000 files is 40 requests.
  'paths:register': { characters: 20_000_000 },
  // 200,000 ids of 36 characters.
  'jobs:submit': { values: 220_000, characters: 10_000_000 },
  'plan:start': { values: 220_000, characters: 10_000_000 },
  // 20,000 lines of an archive's contents.
  'plan:contents': { values: 25_000 },
};

/** Returns why a request is refused for its size or kind, or undefined. */
export function refusal(name: RequestName, params: unknown): UserError | undefined {
  const problem = sizeProblem(params, { ...USUAL, ...SPECIAL[name] });
  if (problem === 'too-large') return message('REQUEST_TOO_LARGE');
  return problem && message('BAD_REQUEST', { problem });
}
