// What is poured out, and where to.
import type { OpenFile } from '../../../files/read-at.ts';

export interface Pour {
  readonly file: OpenFile;
  readonly size: number;
  /** Takes what comes out; good until it returns. */
  readonly take: (piece: Buffer) => void;
  /** Throws when the task is to stop. */
  readonly check: () => void;
  /** So many bytes of the file were read. */
  readonly onRead: (bytes: number) => void;
  /** Whether all that comes before damage is wanted. */
  readonly toDamage: boolean;
}
