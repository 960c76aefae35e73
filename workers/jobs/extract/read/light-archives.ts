// Which archives the command line extracts in its own thread, as that takes no longer than to start a worker.
import { areLight } from '../../light-inputs.ts';
import { partNameOf } from '../parts/part-names.ts';
import { type ArchiveKind, sniff } from './sniff.ts';

/** To unpack so much takes about as long as what two workers gain. */
const LIGHT = { bytes: 8 << 20, entries: 16 };
/** Others are unpacked in one call, which nothing can interrupt. */
const IN_PIECES: ReadonlySet<ArchiveKind> = new Set(['zip', 'tar', 'gz', 'zst']);

/** What cannot be looked at is: the job says what is wrong with it. */
export function areLightArchives(inputs: readonly string[]): boolean {
  // How much the other parts of a split archive hold is not looked at here.
  return areLight(inputs, LIGHT) && inputs.every((path) => partNameOf(path) === undefined && isInPieces(path));
}

function isInPieces(path: string): boolean {
  try {
    return IN_PIECES.has(sniff({ path, parts: [] }).kind);
  } catch {
    return true;
  }
}
