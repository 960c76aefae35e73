// Writes a file of the app's own: either the old or the new one is there, whatever happens.
import { open, rename } from 'node:fs/promises';
import { WRITE_OWN } from '../workers/files/bounded-read.ts';
import { patientRename } from '../workers/files/system/patience.ts';

/** @throws the system's error; the old file is there then */
export async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.new`;
  const handle = await open(temporary, WRITE_OWN, 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await patientRename(file, () => rename(temporary, file));
}
