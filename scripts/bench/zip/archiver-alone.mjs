// archiver as its own documentation uses it: what the zip job is compared with.
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipArchive } from 'archiver';

const [output = '', folder = ''] = process.argv.slice(2);
const archive = new ZipArchive({ zlib: { level: 6 } });
archive.directory(folder, folder);
const written = pipeline(archive, createWriteStream(output));
archive.finalize();
await written;
