// How a job type's files are shown as pictures in the window: small ones for rows, and larger ones to be compared.
import type { JobTasks } from './job-tasks.ts';
import type { TaskModule } from './task-call.ts';

export interface PictureRequest<Tasks extends TaskModule> {
  /** On workers that are apart from those of jobs: what a hostile picture brings down is a worker of its own. */
  readonly tasks: JobTasks<Tasks>;
  /** Absolute. */
  readonly path: string;
  /** The longest edge of what is made, in pixels. */
  readonly edge: number;
}

/** A picture that fits into a row or a tile. */
export interface Thumbnail {
  readonly mime: string;
  readonly data: Uint8Array<ArrayBuffer>;
  /** Something behind it shows through. */
  readonly alpha: boolean;
}

/** A thumbnail and what it took. */
export interface MadeThumbnail extends Thumbnail {
  /** Milliseconds of processor time that the worker has used since it made the one before. */
  readonly cpuMs: number;
}

export interface Preview {
  readonly mime: string;
  readonly data: Uint8Array<ArrayBuffer>;
  /** Of the picture itself, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Of its file. */
  readonly bytes: number;
}

export interface Picture {
  readonly mime: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** What a job would make of a picture. */
export interface TriedOut {
  /** As people call it: `JPEG`. */
  readonly format: string;
  /** Of the first result, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Of the first result's file; null of a draft, which does not tell it. */
  readonly bytes: number | null;
  readonly originalWidth: number;
  readonly originalHeight: number;
  readonly originalBytes: number;
  /** 1..100; null where the format has none. */
  readonly quality: number | null;
  readonly alpha: boolean;
  /** Made of fewer pixels, until the real one is there. */
  readonly isDraft: boolean;
  /** The same for all results that lie over the same part of the original. */
  readonly geometry: string;
  /** The original as it would be without losses. Null where the window has it. */
  readonly before: Picture | null;
  readonly after: Picture;
}

export interface TryOutRequest<Tasks extends TaskModule> extends Omit<PictureRequest<Tasks>, 'edge'> {
  /** Of the job, parsed. */
  readonly options: unknown;
  /** As soon as possible, of fewer pixels if need be. */
  readonly draft: boolean;
  /** The `geometry` of which the window has the original. */
  readonly known: string | null;
}

/** The module that makes a type's pictures: `jobs/<type>/look/pictures.ts`. @throws {JobError} when a file cannot be shown */
export interface PictureMaker<Tasks extends TaskModule> {
  thumbnail(request: PictureRequest<Tasks>): Promise<MadeThumbnail>;
  preview(request: PictureRequest<Tasks>): Promise<Preview>;
  /** What the job would make of the file. */
  tryOut?(request: TryOutRequest<Tasks>): Promise<TriedOut>;
}
