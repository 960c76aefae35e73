// The names to try when the name of a result is taken.
import { basename, dirname, extname, join } from 'node:path';

/** `Photos.zip`, `Photos (2).zip`, `Photos (3).zip` ... */
export function* numberedNames(target: string): Generator<string> {
  yield target;
  const extension = /\.tar\.\w+$/.exec(target)?.[0] ?? extname(target);
  const stem = basename(target).slice(0, basename(target).length - extension.length);
  for (let n = 2; ; n++) yield join(dirname(target), `${stem} (${n})${extension}`);
}
