// Where the data of an entry of a zip file stand, and how they are packed.

/** What is needed of an entry to read it. */
export interface ZipContent {
  /** Where its local header is in the file. */
  readonly offset: number;
  /** Where the next entry or the directory begins: it ends before. */
  readonly limit: number;
  readonly packedSize: number;
  readonly size: number;
  readonly crc: number;
  /** Whether the CRC counts. */
  readonly hasCrc: boolean;
  /** The method under the encryption (APPNOTE 4.4.5). */
  readonly method: number;
  readonly encryption: 'none' | 'zipcrypto' | 'aes' | 'unknown';
  /** With AES: 1, 2, 3. */
  readonly strength: number;
  /** What the last byte of ZipCrypto's header must be. */
  readonly check: number;
  /** CRC and length of the name's bytes: the local header must hold the same. */
  readonly nameCrc: number;
  readonly nameLength: number;
}
