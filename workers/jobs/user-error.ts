// Errors as they are sent to the row of a job: a code with parameters, and the error of the system or of a library.
import type { MessageCode, MessageOf, ParamsOf } from '../messages/codes.ts';
import type { Message, MessageParams } from '../messages/message.ts';

/** An error that crosses processes. Its sentence and its hint are in the catalogues (`workers/messages`). */
export interface UserError extends Message {
  readonly code: MessageCode;
  /** The original error, for the log and for `--json`. */
  readonly cause?: ErrorCause;
}

/** What is kept of an error of the system or of a library. */
export interface ErrorCause {
  readonly code?: string;
  readonly message: string;
  /** Absolute, where the system named a file. */
  readonly path?: string;
}

type Params<Code extends MessageCode> = keyof ParamsOf<Code> extends never
  ? [params?: Record<string, never>, options?: ErrorOptions]
  : [params: ParamsOf<Code>, options?: ErrorOptions];

/**
 * Thrown by drivers and tasks for what the user should know: `new JobError('ENOENT', { path }, { cause })`. The
 * executor passes on its name and properties.
 */
export class JobError<Code extends MessageCode = MessageCode> extends Error {
  override readonly name = 'JobError';
  readonly code: Code;
  readonly params: MessageParams | undefined;

  constructor(code: Code, ...[params, options]: Params<Code>) {
    const named = params && Object.keys(params).length > 0 ? (params as MessageParams) : undefined;
    super(named ? `${code} ${JSON.stringify(named)}` : code, options);
    this.code = code;
    this.params = named;
  }

  /** The error that another process sent. */
  static of({ code, params, cause }: UserError): JobError {
    return new JobError(code as 'UNEXPECTED', params as ParamsOf<'UNEXPECTED'>, cause && { cause });
  }
}

/** Codes of Node's file system whose texts say what they mean. */
const SYSTEM_CODES = [
  'ENOSPC',
  'EDQUOT',
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'ENAMETOOLONG',
  'EMFILE',
  'ENFILE',
  'EBUSY',
  'EIO',
  'ESTALE',
  'EFBIG',
  'ELOOP',
  'EXDEV',
] as const satisfies readonly MessageCode[];

/** Turns anything that was thrown into a message. An error that is not understood becomes `UNEXPECTED`, with its own words. */
export function toUserError(thrown: unknown): UserError {
  if (!(thrown instanceof Error)) return { ...unexpected(String(thrown)), cause: { message: String(thrown) } };
  // A `SuppressedError` wraps an error of the clean-up and the first error, which is the one to report.
  if (thrown.name === 'SuppressedError') return toUserError((thrown as SuppressedError).suppressed);
  if (thrown.name === 'JobError') return ofJobError(thrown as JobError);
  const cause = causeOf(thrown);
  return { ...(lostWorker(thrown) ?? systemMessage(cause) ?? unexpected(inOneLine(cause))), cause };
}

/** Limits of the system that keep a worker from starting. Its error may only mention them. */
const TOO_MANY_FILES = /\b(EMFILE|ENFILE)\b/;

/** Why a worker died, or could not start, if that is known. */
function lostWorker(error: Error): UserError | undefined {
  const { code } = causeOf(error);
  if (code !== 'WORKER_DIED' && code !== 'BROKEN_EXECUTOR') return undefined;
  const limit = TOO_MANY_FILES.exec(`${error.message} ${rootCause(error)?.message}`)?.[1];
  if (limit !== undefined) return { code: limit as 'EMFILE' | 'ENFILE' };
  const died = code === 'WORKER_DIED' || (error.cause instanceof Error && causeOf(error.cause).code === 'WORKER_DIED');
  return died ? message('WORKER_LOST') : undefined;
}

function ofJobError({ code, params, cause }: JobError): UserError {
  const began = rootCause(cause);
  return { code, ...(params && { params }), ...(began && { cause: began }) };
}

/** How a file call says that the computer with the disk is gone. Sockets have the code at the end. */
const DISK_UNREACHED = /^(ECONNRESET|ENETUNREACH|EHOSTUNREACH|EHOSTDOWN): /;

function systemMessage({ code, path, message: words }: ErrorCause): UserError | undefined {
  if (code === 'ENOENT') return path === undefined ? message('GONE') : message('ENOENT', { path });
  if (DISK_UNREACHED.test(words)) return message('ESTALE');
  const known = SYSTEM_CODES.find((one) => one === code);
  return known && { code: known };
}

/** Its code, unless the message begins with it, and the first line of the message. */
function inOneLine({ code, message }: ErrorCause): string {
  const [line = ''] = message.trim().split('\n');
  return code === undefined || line.startsWith(code) ? line : `${code}: ${line}`;
}

function unexpected(what: string): MessageOf<'UNEXPECTED'> {
  return { code: 'UNEXPECTED', params: { what } };
}

/** The first cause in a chain of causes. A cause from another process is an ErrorCause already. */
function rootCause(cause: unknown): ErrorCause | undefined {
  if (cause instanceof Error) return rootCause(cause.cause) ?? causeOf(cause);
  if (cause === undefined || cause === null) return undefined;
  return typeof (cause as ErrorCause).message === 'string' ? (cause as ErrorCause) : { message: String(cause) };
}

function causeOf(error: Error): ErrorCause {
  const { code, path } = error as NodeJS.ErrnoException;
  return {
    ...(typeof code === 'string' && { code }),
    message: error.message || error.name,
    ...(typeof path === 'string' && { path }),
  };
}

/** A message with the parameters that its code needs. */
export function message<Code extends MessageCode>(
  code: Code,
  ...[params]: keyof ParamsOf<Code> extends never ? [] : [params: ParamsOf<Code>]
): { readonly code: Code; readonly params?: MessageParams } {
  return params ? { code, params } : { code };
}
