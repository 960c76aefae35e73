// The error that is thrown when an original can be moved neither on nor back.
import { JobError } from '../../jobs/user-error.ts';

/** The original is in its kept folder, because its name was taken meanwhile or the disk failed. The log says so, too. */
export class LeftBehind extends JobError<'ORIGINAL_LEFT'> {
  readonly place: string;

  constructor(place: string, cause: unknown) {
    super('ORIGINAL_LEFT', { place }, { cause });
    this.place = place;
  }
}
