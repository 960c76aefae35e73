// What a zip archive has and a tar archive has not.
import { JobError } from '../../user-error.ts';
import type { ZipOptions } from '../options.ts';

/** @throws {JobError} for options that tar does not have */
export function refuseZipOptions({ format, password, comment }: ZipOptions): void {
  if (format === 'zip') return;
  const option = password !== '' ? 'password' : comment !== '' ? 'comment' : undefined;
  if (option === undefined) return;
  throw new JobError({
    code: 'NOT_IN_TAR',
    message: `A tar archive has no ${option}.`,
    hint: `Choose zip, or leave the ${option} out.`,
  });
}
