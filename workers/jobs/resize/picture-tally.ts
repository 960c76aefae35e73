// Counts how the pictures of a job end, and reports each end on its row.
import { basename } from 'node:path';
import type { KnownMessage } from '../../messages/codes.ts';
import type { JobReport } from '../job-report.ts';
import type { JobOutcome } from '../job-type.ts';
import type { Reasons } from '../reasons.ts';
import { message, type UserError } from '../user-error.ts';
import { noteMessage, type PictureNote } from './picture-notes.ts';
import { bytesOf, type FoundFile } from './plan/find-pictures.ts';
import type { DonePicture } from './render/make-picture.ts';

/** A picture and its row. */
export interface Row {
  readonly index: number;
  readonly file: FoundFile;
}

export class PictureTally {
  readonly #report: JobReport;
  readonly #reasons: Reasons;
  /** Paths of results, by index of the picture. */
  readonly #outputs: (readonly string[] | undefined)[] = [];
  readonly #kept: string[] = [];
  readonly #notes = new Map<PictureNote, number>();
  /** Files and bytes of the job, without files that turn out to be no pictures. */
  #files: number;
  #bytes: number;
  #items = 0;
  #failed = 0;
  #entries = 0;
  #bytesIn = 0;
  #bytesOut = 0;

  /** @param reasons collects why pictures fail */
  constructor(report: JobReport, files: readonly FoundFile[], reasons: Reasons) {
    this.#report = report;
    this.#reasons = reasons;
    this.#files = files.length;
    this.#bytes = bytesOf(files);
  }

  /** Gives a picture its row. */
  add(file: FoundFile): Row {
    const row = { index: this.#items++, file };
    this.#report.item({ index: row.index, name: file.name, state: 'pending', bytesIn: file.bytes, input: file.path });
    return row;
  }

  note(...notes: readonly PictureNote[]): void {
    for (const note of notes) this.#notes.set(note, (this.#notes.get(note) ?? 0) + 1);
  }

  /** @param isEarlier whether an earlier start of the job has made it */
  done({ index, file }: Row, result: DonePicture, isEarlier = false): void {
    this.#entries += result.outputs.length;
    this.#bytesIn += file.bytes;
    this.#bytesOut += result.bytes;
    this.#outputs[index] = result.outputs;
    const [output, ...moreOutputs] = result.outputs;
    const more = moreOutputs.length > 0 && { moreOutputs };
    this.#report.item({
      index,
      state: 'done',
      progress: 1,
      bytesOut: result.bytes,
      ...(output && { output }),
      ...more,
      ...(result.isIncomplete && { error: { code: 'PICTURE_INCOMPLETE' } }),
    });
    this.#report.advance({ files: 1, bytes: file.bytes, kept: 1, isEarlier });
  }

  fail({ index, file }: Row, error: UserError): void {
    this.#failed++;
    this.#reasons.add(file.path, error);
    this.#report.item({ index, state: 'failed', error });
    this.#report.advance({ files: 1, bytes: file.bytes });
  }

  skip({ index, file }: Row, reason: KnownMessage): void {
    this.#report.item({ index, state: 'skipped', error: reason });
    this.#report.skip({ path: file.path, ...reason });
    this.#report.advance({ files: 1, bytes: file.bytes, kept: 1 });
  }

  /** Reports that the original is kept as its own result. */
  keep(row: Row): void {
    this.#kept.push(row.file.path);
    this.skip(row, { code: 'LARGER_RESULT' });
  }

  /** Reports that the original was not replaced, as another program has changed it meanwhile. @param output path of the result */
  leaveOriginal({ index, file }: Row, output: string | undefined): void {
    const params = { name: file.name, result: basename(output ?? file.path) };
    this.#report.item({ index, error: { code: 'ORIGINAL_LEFT_ALONE', params } });
    this.#report.note({ code: 'ORIGINAL_LEFT_ALONE', params });
  }

  /** Reports that the file is no picture. */
  skipFile(file: FoundFile): void {
    this.#files--;
    this.#bytes -= file.bytes;
    this.#report.skip({ path: file.path, ...message('NO_PICTURE') });
    this.#report.total({ files: this.#files, bytes: this.#bytes, final: true });
  }

  /** Reports the notes and returns the outcome; undefined if there is no picture, or if all of them failed. */
  outcome(): JobOutcome | undefined {
    if (this.#items === this.#failed) return undefined;
    for (const [note, count] of this.#notes) this.#report.note(noteMessage(note, count));
    return {
      outputs: this.#outputs.flatMap((paths) => paths ?? []),
      ...(this.#kept.length > 0 && { kept: this.#kept }),
      entries: this.#entries,
      failed: this.#failed,
      bytesIn: this.#bytesIn,
      bytesOut: this.#bytesOut,
    };
  }
}
