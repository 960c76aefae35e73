// The ids of tasks that are chosen by whoever submits them.
import { quote } from '../../common/show.ts';

/** @throws TypeError */
export function checkId(id: unknown): string {
  if (typeof id === 'string' && /^[\w.@-]{1,200}$/.test(id) && !/^\d+$/.test(id)) return id;
  throw new TypeError(
    `Expected id to be up to 200 letters, digits and "-_.@", and not digits alone, got ${quote(id)}.`,
  );
}
