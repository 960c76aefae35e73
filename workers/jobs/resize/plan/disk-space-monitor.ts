// Warns on the job's row if its results will probably not fit on the disk, as soon as a few pictures show how large results are.
import { type FreeSpace, freeSpace } from '../../../files/output/free-space.ts';
import type { KnownMessage } from '../../../messages/codes.ts';
import type { ResizeOptions } from '../options.ts';
import { estimatedBytes } from './estimate.ts';
import type { PicturePlan } from './picture-plan.ts';

/** Free space is checked after these numbers of pictures. Later pictures are assumed to be like them. */
const ASK_AT: ReadonlySet<number> = new Set([1, 8, 64]);

export interface RoomWatchParts {
  readonly options: ResizeOptions;
  /** Size of all files of the job. */
  readonly bytes: number;
  readonly note: (note: KnownMessage) => void;
  /** @default that of the system */
  readonly free?: (folder: string) => Promise<FreeSpace | undefined>;
}

export class DiskSpaceMonitor {
  readonly #parts: RoomWatchParts;
  #pictures = 0;
  #bytesSeen = 0;
  #bytesOut = 0;
  #warned = false;

  constructor(parts: RoomWatchParts) {
    this.#parts = parts;
  }

  /** Adds a picture. Resolves after the check, if one was needed. Never rejects. */
  async add(plan: Pick<PicturePlan, 'file' | 'facts' | 'outputs'>): Promise<void> {
    const { options, bytes, note, free = freeSpace } = this.#parts;
    this.#pictures++;
    this.#bytesSeen += plan.file.bytes;
    this.#bytesOut += estimatedBytes(plan, options);
    const folder = plan.outputs[0]?.folder;
    if (!ASK_AT.has(this.#pictures) || this.#warned || folder === undefined) return;
    const need = (this.#bytesOut * bytes) / Math.max(1, this.#bytesSeen);
    const found = await free(folder);
    if (!found || found.bytes >= need || this.#warned) return;
    this.#warned = true;
    note({ code: 'MAYBE_NO_ROOM' });
  }
}
