// The tasks for tar archives, which workers load only when they are needed.
import { closeSync } from 'node:fs';
import type { PackedBlock, Trials } from '../pack/entries/pack-block.ts';
import type { PackedFiles, PackTools } from '../pack/entries/pack-files.ts';
import { openFile } from '../pack/entries/read-entry.ts';
import type { PackRequest } from '../pack/pack.ts';
import type { PlannedEntry } from '../pack/plan.ts';
import { TAR_PIECE } from './compress-tar.ts';
import { findExtents } from './holes.ts';
import { packTarBlock, packTarFiles, type TarSettings } from './pack-tar.ts';
import type { Extent } from './tar-header.ts';

export interface HolesRequest {
  readonly entry: PlannedEntry;
  readonly follow: boolean;
}

type TarTools = Pick<PackTools, 'scratch' | 'check'> & { readonly trials: Trials };

export function packTar(request: PackRequest, settings: TarSettings, tools: TarTools): PackedFiles | PackedBlock {
  const { scratch, trials } = tools;
  if (request.kind === 'files') return packTarFiles(request.plan, settings, { ...tools, encryption: undefined });
  return packTarBlock(request, settings, { scratch: scratch.input, trials, pieceBytes: TAR_PIECE[settings.format] });
}

/** @returns undefined also for a file that cannot be read: that is reported when it is packed */
export function extentsOf({ entry, follow }: HolesRequest, check: () => void): Extent[] | undefined {
  let fd: number;
  try {
    fd = openFile(entry.path, follow);
  } catch {
    return undefined;
  }
  try {
    return findExtents(fd, entry.size, check);
  } catch {
    // Something else may have taken its place, or the task is to stop, which `check` throws.
    check();
    return undefined;
  } finally {
    closeSync(fd);
  }
}
