// Errors as a user reads them: what is wrong, and what to do about it.

/** An error that crosses processes and is shown on the row it belongs to. */
export interface UserError {
  /** Stable, for programs: `ENOSPC`, `NOT_A_PICTURE`. */
  readonly code: string;
  /** One sentence: "The disk is full." */
  readonly message: string;
  /** What the user can do: "Free some space or choose another folder." */
  readonly hint?: string;
}

/** Thrown by drivers and tasks for what the user should know. Survives the way through the executor by name and code. */
export class JobError extends Error {
  override readonly name = 'JobError';
  readonly code: string;
  readonly hint: string | undefined;

  constructor(error: UserError, options?: ErrorOptions) {
    super(error.message, options);
    this.code = error.code;
    this.hint = error.hint;
  }
}

/** Reasons for the error codes of Node's file system, in the user's words. */
const SYSTEM_ERRORS: Readonly<Record<string, readonly [message: string, hint?: string]>> = {
  ENOSPC: ['The disk is full.', 'Free some space or choose another folder, then try again.'],
  EDQUOT: ['The disk quota is used up.', 'Free some space or choose another folder, then try again.'],
  EACCES: ['Permission denied.', 'Check who may read and write it.'],
  EPERM: ['The system does not permit this.', 'Check who may read and write it.'],
  EROFS: ['The folder is on a read-only disk.', 'Choose another folder.'],
  ENOENT: ['It is not there any more.', 'Check whether it was moved, renamed or deleted.'],
  ENOTDIR: ['A part of the path is not a folder.', 'Choose another folder.'],
  EISDIR: ['A folder is where a file should be.'],
  ENAMETOOLONG: ['The name is too long for this disk.', 'Choose a shorter name or a folder nearer to the top.'],
  EMFILE: ['Too many files are open.', 'Close some programs and try again.'],
  ENFILE: ['Too many files are open.', 'Close some programs and try again.'],
  EBUSY: ['Another program is using it.', 'Close that program and try again.'],
  EIO: ['The disk reports an error.', 'Check the disk; copy what you can to another one.'],
  ESTALE: ['The network drive is gone.', 'Connect it again and retry.'],
  EFBIG: ['The file is too large for this disk.', 'Choose a disk with another file system.'],
  ELOOP: ['Too many symbolic links in the path.'],
};

/** Turns anything thrown into what the user reads. Unknown errors keep their own message. */
export function toUserError(thrown: unknown): UserError {
  if (!(thrown instanceof Error)) return { code: 'UNKNOWN', message: String(thrown) };
  const { code, hint } = thrown as { code?: unknown; hint?: unknown };
  const known = typeof code === 'string' ? SYSTEM_ERRORS[code] : undefined;
  if (thrown.name !== 'JobError' && typeof code === 'string' && known) {
    const [message, knownHint] = known;
    return knownHint === undefined ? { code, message } : { code, message, hint: knownHint };
  }
  const error = { code: typeof code === 'string' ? code : 'UNKNOWN', message: thrown.message || thrown.name };
  return typeof hint === 'string' ? { ...error, hint } : error;
}
