// Writes the entries of a tar archive.

import { escapeBytes, unescapeBytes } from '../../../files/system-path.ts';
import { decode, type Encoding, isAscii } from '../names/code-pages.ts';
import type { EntryWriter } from '../write/entry-writer.ts';
import type { TarEntry, TarSink } from './tar-reader.ts';

export class TarUnpacker implements TarSink {
  readonly #writer: EntryWriter;
  readonly #encoding: Encoding | undefined;
  readonly #list: boolean;
  readonly #onHoles: (bytes: number) => void;
  #isSparse = false;

  /**
   * @param encoding encoding of names that are not marked as UTF-8; undefined to keep their bytes
   * @param onHoles called with the bytes of a file that are holes, and so not in the archive. May throw
   */
  constructor(writer: EntryWriter, encoding: Encoding | undefined, list: boolean, onHoles: (bytes: number) => void) {
    this.#onHoles = onHoles;
    this.#writer = writer;
    this.#encoding = encoding;
    this.#list = list;
  }

  entry(entry: TarEntry): void {
    const { kind, linkName, stretches } = entry;
    // The label of a tape is no file.
    if (kind === 'volume') return;
    this.#isSparse = stretches !== undefined;
    const { size, ownBytes, mtime, mode, owner } = entry;
    if (stretches && !this.#list) this.#onHoles(size - stretches.reduce((sum, { length }) => sum + length, 0));
    const name = this.#text(entry.name, entry.isUtf8);
    const wanted = { name, kind, size, mtime, mode, owner };
    if (this.#list) {
      this.#writer.list(wanted);
      return;
    }
    this.#writer.begin(
      kind === 'hardlink' ? { ...wanted, hardLinkTo: this.#text(linkName, entry.isUtf8), ownBytes } : wanted,
    );
    if (kind === 'link') this.#writer.linkTarget(unescapeBytes(this.#text(linkName, entry.isUtf8)));
  }

  data(piece: Buffer, offset: number): void {
    if (!this.#list) this.#writer.data(piece, this.#isSparse ? offset : undefined);
  }

  end(): void {
    if (!this.#list) this.#writer.end();
  }

  #text(bytes: Buffer, isUtf8: boolean): string {
    const encoding = isUtf8 || isAscii(bytes) ? undefined : this.#encoding;
    return (encoding && decode(bytes, encoding)) ?? escapeBytes(bytes);
  }
}
