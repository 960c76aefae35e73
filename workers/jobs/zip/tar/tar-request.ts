// What the tar tasks are told, and what they tell.
import type { Skip } from '../../job-type.ts';
import type { Root, WalkOptions, WalkSlice } from '../walk/walk.ts';

export interface TarRequest {
  /** The unfinished archive: exists and is empty. */
  readonly path: string;
  readonly format: 'tar' | 'tar.gz' | 'tar.zst';
  /** 0..9 */
  readonly level: number;
  readonly roots: readonly Root[];
  readonly walkOptions: WalkOptions;
}

export type TarProgress =
  | { readonly kind: 'found'; readonly slice: Omit<WalkSlice, 'chunks'> }
  | { readonly kind: 'packed'; readonly bytes: number; readonly files: number; readonly current: string };

export interface TarResult {
  readonly entries: number;
  readonly bytesIn: number;
  readonly skips: readonly Skip[];
  /** Of the file, and of the tar in it. */
  readonly size: number;
  readonly crc: number;
  readonly plainSize: number;
  readonly plainCrc: number;
}
