// The names to try when the name of a result is taken.
import { basename, dirname, extname, join } from 'node:path';
import { fittingName } from '../system/long-names.ts';

/** `Photos.zip`, `Photos (2).zip`, `Photos (3).zip` ... A name that is too long with its number is cut before it. */
export function* numberedNames(target: string): Generator<string> {
  yield target;
  const extension = /\.tar\.\w+$/.exec(target)?.[0] ?? extname(target);
  const stem = basename(target).slice(0, basename(target).length - extension.length);
  for (let n = 2; ; n++) yield join(dirname(target), fittingName(stem, ` (${n})`, extension));
}
