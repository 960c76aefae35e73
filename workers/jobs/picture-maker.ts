// The interface of a job type that can show its files as pictures in the window: small ones for rows, and larger ones to compare.
import type { JobTasks } from './job-tasks.ts';
import type { TaskModule } from './task-call.ts';

export interface PictureRequest<Tasks extends TaskModule> {
  /** Tasks that run on separate workers, so that a hostile picture cannot crash a worker of jobs. */
  readonly tasks: JobTasks<Tasks>;
  /** Absolute. */
  readonly path: string;
  /** The longest edge of the result, in pixels. */
  readonly edge: number;
}

/** A picture for a row or a tile. */
export interface Thumbnail {
  readonly mime: string;
  readonly data: Uint8Array<ArrayBuffer>;
  /** Whether parts of it are transparent. */
  readonly alpha: boolean;
}

/** A thumbnail and the time that it took. */
export interface MadeThumbnail extends Thumbnail {
  /** Milliseconds of processor time that the worker has used since the thumbnail before. */
  readonly cpuMs: number;
}

export interface Preview {
  readonly mime: string;
  readonly data: Uint8Array<ArrayBuffer>;
  /** Width of the original, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Size of the original's file. */
  readonly bytes: number;
}

export interface Picture {
  readonly mime: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** What a job would make of a picture. */
export interface TriedOut {
  /** The usual name of the format: `JPEG`. */
  readonly format: string;
  /** Width of the first result, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Size of the first result's file; null for a draft, which does not know it. */
  readonly bytes: number | null;
  readonly originalWidth: number;
  readonly originalHeight: number;
  readonly originalBytes: number;
  /** 1..100; null if the format has no quality. */
  readonly quality: number | null;
  readonly alpha: boolean;
  /** Whether this is a draft of fewer pixels, which is replaced by the real picture. */
  readonly isDraft: boolean;
  /** The same for all results that show the same part of the original. */
  readonly geometry: string;
  /** The original, rendered like the result but without losses. Null if the window has it already. */
  readonly before: Picture | null;
  readonly after: Picture;
}

export interface TryOutRequest<Tasks extends TaskModule> extends Omit<PictureRequest<Tasks>, 'edge'> {
  /** The job's options, parsed. */
  readonly options: unknown;
  /** Whether a quick picture of fewer pixels is wanted. */
  readonly draft: boolean;
  /** The `geometry` for which the window has the original. */
  readonly known: string | null;
}

/** The module that makes a type's pictures: `jobs/<type>/look/pictures.ts`. @throws {JobError} when a file cannot be shown */
export interface PictureMaker<Tasks extends TaskModule> {
  thumbnail(request: PictureRequest<Tasks>): Promise<MadeThumbnail>;
  preview(request: PictureRequest<Tasks>): Promise<Preview>;
  /** Makes what the job would make of the file. */
  tryOut?(request: TryOutRequest<Tasks>): Promise<TriedOut>;
}
