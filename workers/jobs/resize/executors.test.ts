// The same job on threads, processes and inline; and what becomes of it when a worker dies.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { CAMERA_EXIF, fourFields } from './testing/pictures.ts';
import { filesIn, runResize, temporaryFolder, testExecutor } from './testing/run-resize.ts';

async function album(folder: string): Promise<string> {
  const album = join(folder, 'album');
  mkdirSync(album);
  const made = [
    ['camera.jpg', fourFields().withExif(CAMERA_EXIF).jpeg()],
    ['profile.png', fourFields().withIccProfile('p3').png()],
    ['deep.png', fourFields().toColourspace('rgb16').png()],
    ['page.tif', fourFields().tiff({ compression: 'lzw' })],
    ['film.gif', fourFields().gif()],
    ['web.webp', fourFields().webp()],
    ['new.avif', fourFields().avif()],
  ] as const;
  for (const [name, picture] of made) writeFileSync(join(album, name), await picture.toBuffer());
  writeFileSync(join(album, 'phone.heic'), readFileSync(join(import.meta.dirname, 'testing/phone.heic')));
  writeFileSync(join(album, 'drawing.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="6"/>');
  return album;
}

describe('a picture job', () => {
  it('makes the same files on threads, in processes and inline', async () => {
    const folder = temporaryFolder();
    const input = await album(folder);

    const digests = await Promise.all(
      (['threads', 'processes', 'inline'] as const).map(async (kind) => {
        const out = join(folder, kind);
        const options = { width: 48, height: null, extraSizes: [24], folder: out, template: '{name}-{width}' };
        const { outcome } = await runResize([input], options, { executor: testExecutor(kind) });
        expect(outcome.failed).toBe(0);
        const files = await filesIn(out);
        return files.map(
          (file) =>
            `${file} ${createHash('sha256')
              .update(readFileSync(join(out, file)))
              .digest('hex')}`,
        );
      }),
    );

    expect(digests[0]).toHaveLength(18);
    expect(digests[1]).toEqual(digests[0]);
    expect(digests[2]).toEqual(digests[0]);
  });

  it('tries a picture again whose worker died, and names it when it dies twice', async () => {
    const folder = temporaryFolder();
    const input = await slowAlbum(folder);
    const executor = testExecutor('processes', 1);
    let kills = 0;

    const job = await runResize(
      [input],
      { format: 'webp', folder: join(folder, 'out') },
      {
        executor,
        workers: 1,
        onItem({ index, state, progress }) {
          if (index !== 0 || state !== 'running' || progress !== 0) return;
          kills++;
          for (const { pid } of executor.workers) if (pid !== undefined) process.kill(pid, 'SIGKILL');
        },
      },
    );

    expect(kills).toBe(2);
    expect(job.items.map(({ state, error }) => error?.code ?? state)).toEqual(['DECODER_CRASHED', 'done', 'done']);
    expect(await filesIn(join(folder, 'out'))).toEqual(['album/b.webp', 'album/c.webp']);
  });

  it('finishes a picture whose worker died once', async () => {
    const folder = temporaryFolder();
    const input = await slowAlbum(folder);
    const executor = testExecutor('processes', 1);
    let killed = false;

    const job = await runResize(
      [input],
      { format: 'webp', folder: join(folder, 'out') },
      {
        executor,
        workers: 1,
        onItem({ state, progress }) {
          if (killed || state !== 'running' || progress !== 0) return;
          killed = true;
          for (const { pid } of executor.workers) if (pid !== undefined) process.kill(pid, 'SIGKILL');
        },
      },
    );

    expect(job.outcome).toMatchObject({ entries: 3, failed: 0 });
  });
});

/** Three pictures that take long enough to be killed at. */
async function slowAlbum(folder: string): Promise<string> {
  const album = join(folder, 'album');
  mkdirSync(album);
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  const picture = sharp({ create: { width: 1200, height: 900, channels: 3, background: '#808080', noise } });
  const file = await picture.png({ compressionLevel: 1 }).toBuffer();
  for (const name of ['a', 'b', 'c']) writeFileSync(join(album, `${name}.png`), file);
  rmSync(join(folder, 'out'), { recursive: true, force: true });
  return album;
}
