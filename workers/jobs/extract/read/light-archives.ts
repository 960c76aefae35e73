// Which archives the command line extracts in its own thread, as that takes no longer than to start a worker.
import { areLight } from '../../light-inputs.ts';
import { type ArchiveKind, sniff } from './sniff.ts';

/** To unpack so much takes about as long as what two workers gain. */
const LIGHT = { bytes: 8 << 20, entries: 16 };
/** Others are unpacked in one call, which nothing can interrupt. */
const IN_PIECES: ReadonlySet<ArchiveKind> = new Set(['zip', 'tar', 'gz', 'zst']);

/** What cannot be looked at is: the job says what is wrong with it. */
export function areLightArchives(inputs: readonly string[]): boolean {
  return areLight(inputs, LIGHT) && inputs.every(isInPieces);
}

function isInPieces(path: string): boolean {
  try {
    return IN_PIECES.has(sniff(path).kind);
  } catch {
    return true;
  }
}
