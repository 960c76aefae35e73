// PKWARE's traditional encryption (APPNOTE 6.1), for reading old archives. It is broken, so nothing is written with it.

/** Before the data: random bytes, of which the last one tells whether the password fits. */
export const ZIP_CRYPTO_HEADER = 12;

const CRC_TABLE: Uint32Array = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

export class ZipCrypto {
  #key0 = 0x12345678;
  #key1 = 0x23456789;
  #key2 = 0x34567890;

  /**
   * @param password as the bytes that its writer took for it
   * @param header decrypted in place
   * @param check what its last byte must be: the CRC's highest byte, or the time's where a data descriptor follows
   * @throws {RangeError} when the password does not fit; one of 256 wrong ones does
   */
  constructor(password: Buffer, header: Buffer, check: number) {
    for (const byte of password) this.#feed(byte);
    this.update(header);
    if (header[ZIP_CRYPTO_HEADER - 1] !== check) throw new RangeError('The password is wrong.');
  }

  /** Decrypts in place. */
  update(data: Buffer): void {
    for (let at = 0; at < data.length; at++) {
      const temporary = (this.#key2 | 2) & 0xffff;
      const plain = (data[at] ?? 0) ^ ((Math.imul(temporary, temporary ^ 1) >>> 8) & 0xff);
      data[at] = plain;
      this.#feed(plain);
    }
  }

  #feed(byte: number): void {
    this.#key0 = crcOf(this.#key0, byte);
    this.#key1 = (Math.imul((this.#key1 + (this.#key0 & 0xff)) >>> 0, 134775813) + 1) >>> 0;
    this.#key2 = crcOf(this.#key2, this.#key1 >>> 24);
  }
}

function crcOf(crc: number, byte: number): number {
  return ((crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0)) >>> 0;
}
