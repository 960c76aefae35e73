// WinZip's AES encryption, AE-2 with 256 bits (winzip.com, "AES Encryption Information: Encryption Specification").
// An encrypted entry is: salt, password check, data, authentication code.
import type { Hmac } from 'node:crypto';
import { crypto } from '../files/node-when-used.ts';
import { AES_CHECK, AES_CODE, AES_SALT } from './zip-records.ts';

const SALT = AES_SALT;
const KEY = 32;
const CHECK = AES_CHECK;
/** The HMAC is cut to this many bytes. */
const CODE = AES_CODE;
const ITERATIONS = 1000;
const BLOCK = 16;

/** Encrypts one entry's packed bytes, piece by piece. */
export class AesEncryption {
  /** The bytes before the data. */
  readonly header: Buffer;
  readonly #keystream: Keystream;
  readonly #hmac: Hmac;

  constructor(password: string, salt: Buffer = crypto().randomBytes(SALT)) {
    const { key, macKey, check } = deriveKeys(password, salt);
    this.header = Buffer.concat([salt, check]);
    this.#keystream = new Keystream(key);
    this.#hmac = crypto().createHmac('sha1', macKey);
  }

  /** Encrypts in place. */
  update(data: Buffer): void {
    this.#keystream.apply(data);
    this.#hmac.update(data);
  }

  /** The authentication code, which is after the data. */
  final(): Buffer {
    return this.#hmac.digest().subarray(0, CODE);
  }
}

/** Size of salt and password check before the data. Other programs may use shorter keys. @param strength 1, 2, 3 */
export function aesHeaderSize(strength: number): number {
  return keySize(strength) / 2 + CHECK;
}

/** 128, 192 or 256 bits. @throws {RangeError} for any other strength */
function keySize(strength: number): number {
  if (strength !== 1 && strength !== 2 && strength !== 3)
    throw new RangeError(`There is no AES of strength ${strength}.`);
  return 8 + 8 * strength;
}

/** Checks and decrypts one entry's bytes. */
export class AesDecryption {
  readonly #keystream: Keystream;
  readonly #hmac: Hmac;

  /**
   * @param strength 1, 2, 3 for 128, 192, 256 bits
   * @throws {RangeError} if the password does not match the header
   */
  constructor(password: string, header: Buffer, strength = 3) {
    const salt = aesHeaderSize(strength) - CHECK;
    const { key, macKey, check } = deriveKeys(password, header.subarray(0, salt), keySize(strength));
    if (!check.equals(header.subarray(salt, salt + CHECK))) throw new RangeError('The password is wrong.');
    this.#keystream = new Keystream(key);
    this.#hmac = crypto().createHmac('sha1', macKey);
  }

  /** Decrypts in place. */
  update(data: Buffer): void {
    this.#hmac.update(data);
    this.#keystream.apply(data);
  }

  isAuthentic(code: Buffer): boolean {
    return this.#hmac.digest().subarray(0, CODE).equals(code);
  }
}

function deriveKeys(password: string, salt: Buffer, size = KEY): { key: Buffer; macKey: Buffer; check: Buffer } {
  const derived = crypto().pbkdf2Sync(Buffer.from(password, 'utf8'), salt, ITERATIONS, 2 * size + CHECK, 'sha1');
  return {
    key: derived.subarray(0, size),
    macKey: derived.subarray(size, 2 * size),
    check: derived.subarray(2 * size),
  };
}

/** AES in counter mode with WinZip's little-endian counter, which OpenSSL's own counter mode does not have. */
class Keystream {
  readonly #cipher;
  #counter = 0;
  #rest: Buffer = Buffer.alloc(0);

  constructor(key: Buffer) {
    this.#cipher = crypto()
      .createCipheriv(`aes-${key.length * 8}-ecb`, key, null)
      .setAutoPadding(false);
  }

  apply(data: Buffer): void {
    const stream = this.#take(data.length);
    const words = data.byteOffset % 4 === 0 && stream.byteOffset % 4 === 0 ? data.length >>> 2 : 0;
    if (words > 0) xorWords(data, stream, words);
    for (let at = words * 4; at < data.length; at++) data[at] = (data[at] ?? 0) ^ (stream[at] ?? 0);
  }

  /** The next bytes of the stream. */
  #take(length: number): Buffer {
    const blocks = Math.ceil(Math.max(0, length - this.#rest.length) / BLOCK);
    const made = blocks > 0 ? this.#cipher.update(this.#counters(blocks)) : Buffer.alloc(0);
    const stream = this.#rest.length > 0 ? Buffer.concat([this.#rest, made]) : made;
    this.#rest = stream.subarray(length);
    return stream;
  }

  #counters(blocks: number): Buffer {
    const counters = Buffer.alloc(blocks * BLOCK);
    for (let at = 0; at < counters.length; at += BLOCK) {
      // The first block has counter 1. Six bytes count more blocks than a disk holds.
      counters.writeUIntLE(++this.#counter, at, 6);
    }
    return counters;
  }
}

function xorWords(data: Buffer, stream: Buffer, words: number): void {
  const target = new Uint32Array(data.buffer, data.byteOffset, words);
  const source = new Uint32Array(stream.buffer, stream.byteOffset, words);
  for (let at = 0; at < words; at++) target[at] = (target[at] ?? 0) ^ (source[at] ?? 0);
}
