// Packs a chunk that has crashed a worker twice entry by entry, each in a process of its own, to find the entry that causes it.
import type { KnownMessage } from '../../../messages/codes.ts';
import { workerDied } from '../../job-tasks.ts';
import type { ZipRun } from '../zip-run.ts';
import type { PackedFiles } from './entries/pack-files.ts';
import type { Packed, PackedPiece, PackRequest } from './pack.ts';
import { plannedEntries, singlePlans } from './plan.ts';

const CRASHED = { code: 'FILE_CRASHED' } as const satisfies KnownMessage;

/** The file that causes the crash is skipped, and all others are packed. */
export async function packSeparately(run: ZipRun, request: PackRequest): Promise<Packed> {
  if (request.kind === 'block') return { kind: 'failed', error: CRASHED };
  const pieces: PackedPiece[] = [];
  for (const plan of singlePlans(request.plan)) {
    run.signal.throwIfAborted();
    pieces.push({ plan, packed: await packAlone(run, { ...request, plan }) });
  }
  return { kind: 'separate', pieces };
}

async function packAlone(run: ZipRun, request: PackRequest & { readonly plan: string }): Promise<PackedFiles> {
  try {
    return (await run.tasks.submit('pack', request, { alone: true })) as PackedFiles;
  } catch (error) {
    if (!workerDied(error) || run.signal.aborted) throw error;
    const skips = [...plannedEntries(request.plan)].map(({ path }) => ({ path, ...CRASHED }));
    return { ...NOTHING, skips };
  }
}

const NOTHING: PackedFiles = {
  kind: 'files',
  data: Buffer.alloc(0),
  records: Buffer.alloc(0),
  crc: 0,
  entries: 0,
  bytesIn: 0,
  skips: [],
  stored: { files: 0, bytes: 0 },
  outsideLinks: 0,
  last: '',
};
