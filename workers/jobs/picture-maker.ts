// How a job type's files are shown as pictures in the window: small ones for rows, and larger ones to be compared.
import type { JobTasks, TaskModule } from './job-tasks.ts';

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

/** The module that makes a type's pictures: `jobs/<type>/look/pictures.ts`. @throws {JobError} when a file cannot be shown */
export interface PictureMaker<Tasks extends TaskModule> {
  thumbnail(request: PictureRequest<Tasks>): Promise<MadeThumbnail>;
  preview(request: PictureRequest<Tasks>): Promise<Preview>;
}
