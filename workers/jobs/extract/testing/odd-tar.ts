// Writes tar files that may lie, for tests.

export interface OddTarEntry {
  readonly name: string;
  readonly data?: Buffer;
  /** @default '0', a file */
  readonly type?: string;
  readonly linkName?: string;
  readonly mode?: number;
  /** Replaces the true size in the header. */
  readonly size?: number;
}

export function oddTar(entries: readonly OddTarEntry[]): Buffer {
  return Buffer.concat([...entries.map(writeEntry), Buffer.alloc(1024)]);
}

function writeEntry(entry: OddTarEntry): Buffer {
  const { name, data = Buffer.alloc(0), type = '0', linkName = '', mode = 0o644, size = data.length } = entry;
  const block = Buffer.alloc(512);
  block.write(name, 0, 100, 'latin1');
  block.write(`${mode.toString(8).padStart(7, '0')}\0`, 100);
  block.write('0000000\0'.repeat(2), 108);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('13650000000\0', 136);
  block.write('        ', 148);
  block.write(type, 156);
  block.write(linkName, 157, 100, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([block, data, Buffer.alloc((512 - (data.length % 512)) % 512)]);
}
