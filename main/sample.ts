// A picture to try the app with, for somebody who has none at hand.
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = 'Dropmill sample';

/**
 * Puts the sample into a folder, under a name that is not taken. A home that is new may have no folder for pictures: it is made.
 * @param source the file that comes with the app
 * @returns its absolute path
 */
export async function putSample(source: string, folder: string): Promise<string> {
  const content = await readFile(source);
  await mkdir(folder, { recursive: true });
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? `${NAME}.jpg` : `${NAME} (${number}).jpg`);
    const handle = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    if (!handle) continue;
    try {
      await handle.writeFile(content);
    } finally {
      await handle.close();
    }
    return path;
  }
}
