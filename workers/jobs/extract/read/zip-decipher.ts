// Deciphers entries of zip files, with whichever of the passwords fits.
import { AesDecryption, aesHeaderSize } from '../../../zip-format/aes.ts';
import { ZIP_CRYPTO_HEADER, ZipCrypto } from '../../../zip-format/zip-crypto.ts';
import { AES_CODE } from '../../../zip-format/zip-records.ts';
import { archiveFault, entryFault } from '../faults.ts';
import type { ZipContent } from './zip-content.ts';

export interface Deciphering {
  /** Deciphers in place. */
  update(data: Buffer): void;
  isAuthentic(code: Buffer): boolean;
}

interface Scheme {
  /** Bytes before and after the data. */
  readonly headerSize: number;
  readonly trailerSize: number;
  /** @throws {JobError} when no password fits */
  readonly start: (header: Buffer, passwords: readonly string[]) => Deciphering;
}

export function makeDeciphering({ encryption, strength, check }: ZipContent): Scheme {
  if (encryption === 'zipcrypto') {
    const start = (header: Buffer, password: string): Deciphering => startZipCrypto(header, password, check);
    return { headerSize: ZIP_CRYPTO_HEADER, trailerSize: 0, start: withAny(start) };
  }
  if (strength < 1 || strength > 3) throw entryFault('ENCRYPTION_UNSUPPORTED');
  const start = (header: Buffer, password: string): Deciphering => new AesDecryption(password, header, strength);
  return { headerSize: aesHeaderSize(strength), trailerSize: AES_CODE, start: withAny(start) };
}

/** Old programs took the bytes of their system's encoding; UTF-8 is what ours take today. */
function startZipCrypto(header: Buffer, password: string, check: number): Deciphering {
  const encodings: readonly BufferEncoding[] = isPlain(password) ? ['utf8'] : ['utf8', 'latin1'];
  for (const encoding of encodings) {
    try {
      const cipher = new ZipCrypto(Buffer.from(password, encoding), Buffer.from(header), check);
      return { update: (data) => cipher.update(data), isAuthentic: () => true };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw new RangeError('The password is wrong.');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
const isPlain = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

function withAny(start: (header: Buffer, password: string) => Deciphering): Scheme['start'] {
  return (header, passwords) => {
    if (passwords.length === 0) throw archiveFault('PASSWORD_NEEDED');
    // The header is a view that the next read overwrites.
    const kept = Buffer.from(header);
    for (const password of passwords) {
      try {
        return start(kept, password);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
    }
    throw entryFault('PASSWORD_WRONG');
  };
}
