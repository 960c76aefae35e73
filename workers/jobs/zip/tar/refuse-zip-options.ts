// Refuses options that only zip archives have.
import { JobError } from '../../user-error.ts';
import type { ZipOptions } from '../options.ts';

/** @throws {JobError} for options that tar does not have */
export function refuseZipOptions({ format, password, comment }: ZipOptions): void {
  if (format === 'zip') return;
  if (password !== '') throw new JobError('TAR_PASSWORD');
  if (comment !== '') throw new JobError('TAR_COMMENT');
}
