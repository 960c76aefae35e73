// Opens the writer for an archive's format, with the function that verifies the archive.
import { dirname } from 'node:path';
import type { OutputFile } from '../../../../files/output/output-file.ts';
import { DirectoryStore } from '../../../../zip-format/directory-store.ts';
import { encryptionFor } from '../../../../zip-format/encryption.ts';
import type { TarFormat } from '../../tar/compress-tar.ts';
import { damaged } from '../../verify/verify.ts';
import { verifyArchive, verifyWritten } from '../../verify/verify-archive.ts';
import type { ZipRun } from '../../zip-run.ts';
import type { ArchiveWriter } from './archive-writer.ts';
import { ZipWriter } from './zip-writer.ts';

export interface FormatWriter extends AsyncDisposable {
  readonly writer: ArchiveWriter;
  /** @param path of the unfinished file @throws {JobError} if its content differs from what was written */
  verify(path: string): Promise<void>;
}

export async function openWriter(run: ZipRun, output: OutputFile): Promise<FormatWriter> {
  const { format } = run.options;
  return format === 'zip' ? openZip(run, output) : openTar(run, output, format);
}

async function openZip({ id, options, tasks }: ZipRun, { handle, partPath }: OutputFile): Promise<FormatWriter> {
  const { level, comment, password, verify } = options;
  const encryption = await encryptionFor(password);
  const directory = new DirectoryStore(dirname(partPath), id);
  const writer = new ZipWriter(handle, directory, { level, comment, encryption });
  return {
    writer,
    async verify(path) {
      if (verify === 'off') return;
      const { size, directoryOffset, entries, pieces } = writer;
      const what = {
        path,
        size,
        directoryOffset,
        entries,
        commentLength: Buffer.byteLength(comment),
        pieces,
        password,
      };
      await verifyArchive(tasks, { depth: verify, ...what });
    },
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  };
}

async function openTar({ options, tasks }: ZipRun, output: OutputFile, format: TarFormat): Promise<FormatWriter> {
  const { TarWriter } = await import('../../tar/tar-writer.ts');
  const writer = new TarWriter(output.handle, { format, level: options.level });
  return {
    writer,
    async verify(path) {
      await verifyWritten(tasks, path, writer.pieces);
      if (options.verify !== 'full') return;
      const found = await tasks.run('readBack', { path, format, pieces: writer.pieces });
      if (found.size !== writer.plain.size || found.crc !== writer.plain.crc) throw damaged('its checksum');
    },
    async [Symbol.asyncDispose]() {},
  };
}
