// Reads passwords from a file in any encoding that editors write: a password that was read wrongly would lock the user out.

import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { systemPath } from '../../files/system-path.ts';
import { JobError, toUserError } from '../../jobs/user-error.ts';
import { UsageError } from '../usage-error.ts';

/** The largest file of passwords, in bytes. It is far more than anybody types. */
const MAX_BYTES = 2 ** 20;

/** Returns the first line, without its line break and without a byte order mark. @throws {UsageError} */
export async function readPassword(file: string): Promise<string> {
  const [password = ''] = await linesOf(file);
  if (password === '') throw new UsageError('The first line of the password file is empty.');
  return password;
}

/** Returns all lines that are not empty, joined by line breaks. Each is a password. @throws {UsageError} */
export async function readPasswords(file: string): Promise<string> {
  const passwords = (await linesOf(file)).filter((line) => line !== '');
  if (passwords.length === 0) throw new UsageError('The password file is empty.');
  return passwords.join('\n');
}

/** Windows' `copy con` and old editors write Ctrl+Z (U+001A) as the end of a text. */
async function linesOf(file: string): Promise<string[]> {
  const bytes = await readStart(file).catch((cause: Error) => {
    throw new JobError('PASSWORD_FILE', { why: toUserError(cause) }, { cause });
  });
  if (bytes.length > MAX_BYTES) throw new UsageError('The password file is larger than 1 MB.');
  const text = decode(bytes);
  if (text.includes('\0')) throw unreadable();
  return (text.endsWith('\x1a') ? text.slice(0, -1) : text).split(/\r\n|\r|\n/);
}

/** Reads at most one byte more than allowed. The file may be a pipe or a device, which has no size and perhaps no end. */
async function readStart(file: string): Promise<Buffer> {
  return Buffer.concat(await createReadStream(systemPath(file), { end: MAX_BYTES }).toArray());
}

/** Decodes UTF-8, or UTF-16 with a byte order mark, as Windows' editors write it. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeUtf16('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return decodeUtf16('utf-16be', bytes);
  if (!isUtf8(bytes)) throw unreadable();
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function decodeUtf16(encoding: 'utf-16le' | 'utf-16be', bytes: Buffer): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw unreadable();
  }
}

function unreadable(): UsageError {
  return new UsageError('The password file is not UTF-8 text. Save it as UTF-8 and try again.');
}
