// Decompresses xz, bzip2 and compress (.Z), which Node cannot.
import { archiveFault } from '../faults.ts';
import type { Pour } from '../read/pour.ts';
import { ARCHIVE, runSevenZip } from './seven-zip.ts';

const TYPES = { xz: 'xz', bz2: 'bzip2', z: 'Z' } as const;

/** @throws {JobError} when the data is damaged or ends early */
export async function pourBySevenZip(
  kind: keyof typeof TYPES,
  { file, size, take, check, onRead }: Pour,
): Promise<void> {
  const { status, lines } = await runSevenZip({
    file,
    size,
    args: ['x', '-so', '-y', `-t${TYPES[kind]}`, ARCHIVE],
    take: (piece) => {
      check();
      take(piece);
    },
    onRead,
  });
  if (status === 0) return;
  const text = lines.join('\n');
  throw archiveFault(/Unexpected end/.test(text) ? 'END_MISSING' : 'ARCHIVE_DAMAGED');
}
