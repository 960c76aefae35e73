// Decompresses xz, bzip2 and compress (.Z) with 7-Zip, as Node cannot.
import { type ArchiveFault, archiveFault } from '../faults.ts';
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
  throw archiveFault(faultOf(lines.filter((line) => line.startsWith('ERROR'))));
}

function faultOf(errors: readonly string[]): ArchiveFault {
  if (errors.length > 0 && errors.every((line) => line.includes('after the end of the payload')))
    return 'DATA_APPENDED';
  return errors.some((line) => line.includes('Unexpected end')) ? 'END_MISSING' : 'ARCHIVE_DAMAGED';
}
