// A whole job over real files: what it finds, how it names, what it leaves behind.
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fourFields } from './testing/pictures.ts';
import { errorOf, filesIn, resizeOne, runResize, temporaryFolder, testExecutor } from './testing/run-resize.ts';

/** Writes pictures of 96 × 64; the format is told by the name. */
async function pictures(folder: string, ...names: string[]): Promise<string[]> {
  const paths = names.map((name) => join(folder, name));
  for (const path of paths) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      await fourFields()
        .toFormat(path.endsWith('.png') ? 'png' : 'jpeg')
        .toBuffer(),
    );
  }
  return paths;
}

describe('a picture job', () => {
  it('walks folders, recognises pictures by content, and keeps the tree in the chosen folder', async () => {
    const folder = temporaryFolder();
    await pictures(folder, 'Photos/a.jpg', 'Photos/2024/b.jpg');
    renameSync(join(folder, 'Photos/2024/b.jpg'), join(folder, 'Photos/2024/b.data'));
    writeFileSync(join(folder, 'Photos/notes.txt'), 'no picture');
    const [single = ''] = await pictures(folder, 'single.png');

    const job = await runResize([join(folder, 'Photos'), single], { folder: join(folder, 'out') });

    expect(await filesIn(join(folder, 'out'))).toEqual(['Photos/2024/b.jpg', 'Photos/a.jpg', 'single.png']);
    expect(job.skips).toEqual([{ path: join(folder, 'Photos/notes.txt'), code: 'NO_PICTURE' }]);
    expect(job.items.map(({ name, state }) => [name, state])).toEqual([
      ['2024/b.data', 'done'],
      ['a.jpg', 'done'],
      ['single.png', 'done'],
    ]);
    expect(job.outcome).toMatchObject({ entries: 3, failed: 0 });
    expect([job.files, job.bytes]).toEqual([job.total.files, job.total.bytes]);
  });

  it('takes each file once, however often it was dropped', async () => {
    const folder = temporaryFolder();
    const [path = ''] = await pictures(folder, 'in/a.jpg');

    const { outcome } = await runResize([path, join(folder, 'in'), path], { folder: join(folder, 'out') });

    expect(outcome.entries).toBe(1);
  });

  it('says so when nothing is a picture', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.txt'), 'text');

    await expect(runResize([folder], { folder: join(folder, 'out') })).rejects.toMatchObject({ code: 'NO_PICTURES' });
  });

  it('makes several sizes with a suffix each', async () => {
    const folder = temporaryFolder();
    const [path = ''] = await pictures(folder, 'a.jpg');

    await runResize([path], {
      width: 40,
      extraSizes: [20, 60],
      template: '{name}-{width}w',
      folder: join(folder, 'out'),
    });

    expect(await filesIn(join(folder, 'out'))).toEqual(['a-20w.jpg', 'a-40w.jpg', 'a-60w.jpg']);
  });

  it('gives different names to different sizes even when the template does not', async () => {
    const folder = temporaryFolder();
    const [path = ''] = await pictures(folder, 'a.jpg');

    await runResize([path], { width: 48, extraSizes: [24], folder: join(folder, 'out') });

    expect(await filesIn(join(folder, 'out'))).toEqual(['a-24px.jpg', 'a-48px.jpg']);
  });

  it('saves in the folder of the original under its template, and replaces nothing', async () => {
    const folder = temporaryFolder();
    const [path = ''] = await pictures(folder, 'a.jpg');
    const before = readFileSync(path);

    await runResize([path], { destination: 'beside', width: 48, height: null });

    expect(readFileSync(path)).toEqual(before);
    expect(await filesIn(folder)).toEqual(['a (2).jpg', 'a.jpg']);
  });

  it('does not take the results of an earlier run for originals', async () => {
    const folder = temporaryFolder();
    await pictures(folder, 'a.jpg');
    const options = { destination: 'subfolder', subfolder: 'small' } as const;

    await runResize([folder], options);
    await runResize([folder], { ...options, collision: 'overwrite' });

    expect(await filesIn(folder)).toEqual(['a.jpg', 'small/a.jpg']);
  });

  it('never lets two pictures of a job have one name, whatever the case', async () => {
    const folder = temporaryFolder();
    const paths = await pictures(folder, 'one/a.jpg', 'two/A.png', 'three/a.png');

    for (const collision of ['rename', 'skip', 'overwrite'] as const) {
      const out = join(folder, collision);
      const { outcome } = await runResize(paths, { format: 'webp', folder: out, collision });

      expect(outcome.entries).toBe(3);
      expect(await filesIn(out)).toEqual(['A (2).webp', 'a (3).webp', 'a.webp']);
    }
  });

  it('numbers, skips or replaces what was there before, as chosen', async () => {
    const folder = temporaryFolder();
    const [path = ''] = await pictures(folder, 'a.jpg');
    const out = join(folder, 'out');
    mkdirSync(out);
    writeFileSync(join(out, 'a.jpg'), 'old');

    const skipped = await runResize([path], { folder: out, collision: 'skip' });
    expect(skipped.items[0]?.state).toBe('skipped');
    expect(readFileSync(join(out, 'a.jpg'), 'utf8')).toBe('old');

    await runResize([path], { folder: out, collision: 'rename' });
    expect(await filesIn(out)).toEqual(['a (2).jpg', 'a.jpg']);
    expect(readFileSync(join(out, 'a.jpg'), 'utf8')).toBe('old');

    await runResize([path], { folder: out, collision: 'overwrite' });
    expect(await filesIn(out)).toEqual(['a (2).jpg', 'a.jpg']);
    expect((await sharp(join(out, 'a.jpg')).metadata()).format).toBe('jpeg');
  });

  it('does not overwrite an original of the job under the name of another result', async () => {
    const folder = temporaryFolder();
    const [, second = ''] = await pictures(folder, 'a.png', 'a.jpg');
    const before = readFileSync(second);

    await runResize([folder], { destination: 'beside', format: 'jpeg', collision: 'overwrite' });

    expect(readFileSync(second)).toEqual(before);
    expect(await filesIn(folder)).toEqual(['a (2).jpg', 'a (3).jpg', 'a.jpg', 'a.png']);
  });

  it('does not follow links in folders, and says so', async () => {
    const folder = temporaryFolder();
    const [path = ''] = await pictures(folder, 'outside.jpg', 'in/a.jpg');
    symlinkSync(path, join(folder, 'in/link.jpg'));

    const { outcome, skips } = await runResize([join(folder, 'in')], { folder: join(folder, 'out') });

    expect(outcome.entries).toBe(1);
    expect(skips).toEqual([{ path: join(folder, 'in/link.jpg'), code: 'LINK' }]);
  });

  it('keeps the original where the result would be larger, when that is chosen', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'small.jpg');
    writeFileSync(path, await fourFields().jpeg({ quality: 10 }).toBuffer());
    const options = { quality: 100, keepSmaller: true };

    const copied = await resizeOne(path, options);
    expect(readFileSync(copied)).toEqual(readFileSync(path));

    const left = await runResize([path], { ...options, destination: 'beside' });
    expect(left.items[0]).toMatchObject({ state: 'skipped' });
    expect(left.outcome).toMatchObject({ outputs: [], kept: [path] });
    expect(await filesIn(folder)).toEqual(['small.jpg']);
  });
});

describe('replacing originals', () => {
  const replace = { destination: 'replace', width: 48, height: null } as const;

  it('puts the original into the trash and the result in its place', async () => {
    const folder = temporaryFolder();
    const [path = ''] = await pictures(folder, 'in/a.jpg');
    const trash = join(folder, 'trash');
    const original = readFileSync(path);

    const job = await runResize([path], replace, { trash: async (from) => renameSync(from, trash) });

    expect(job.outcome.outputs).toEqual([path]);
    expect(readFileSync(trash)).toEqual(original);
    expect((await sharp(path).metadata()).width).toBe(48);
    expect(await filesIn(join(folder, 'in'))).toEqual(['a.jpg']);
  });

  it('gives a result of another format its own ending', async () => {
    const folder = temporaryFolder();
    const [path = ''] = await pictures(folder, 'a.jpg');

    const job = await runResize(
      [path],
      { ...replace, format: 'webp' },
      { trash: async (from) => renameSync(from, `${folder}/t`) },
    );

    expect(job.outcome.outputs).toEqual([join(folder, 'a.webp')]);
    expect(existsSync(path)).toBe(false);
  });

  it('leaves the original alone when the picture is damaged or the trash refuses', async () => {
    const folder = temporaryFolder();
    const [path = '', half = ''] = await pictures(folder, 'a.jpg', 'half.jpg');
    writeFileSync(half, firstHalf(half));
    const before = [readFileSync(path), readFileSync(half)];
    const refuse = async () => {
      throw new Error('There is no trash on this disk.');
    };

    const job = await runResize([folder], replace, { trash: refuse });

    expect(job.outcome).toMatchObject({ entries: 0, failed: 2 });
    expect(job.items.map(({ error }) => error?.code)).toEqual(['TRASH_REFUSED', 'DAMAGED_PICTURE']);
    expect([readFileSync(path), readFileSync(half)]).toEqual(before);
    expect(await filesIn(folder)).toEqual(['a.jpg', 'half.jpg']);
  });

  it('is refused where there is no trash', async () => {
    const job = import('./driver.ts').then(({ run }) =>
      run({ options: { destination: 'replace' } } as Parameters<typeof run>[0]),
    );

    await expect(job).rejects.toMatchObject({ code: 'NO_TRASH' });
  });
});

describe('bad pictures', () => {
  it('fail on their own rows, each with its reason, and the others are done', async () => {
    const folder = temporaryFolder();
    const [good = ''] = await pictures(folder, 'in/good.jpg');
    writeFileSync(join(folder, 'in/empty.jpg'), '');
    writeFileSync(join(folder, 'in/half.jpg'), firstHalf(good));
    writeFileSync(join(folder, 'in/text.png'), 'I am text.');

    const job = await runResize([join(folder, 'in')], { folder: join(folder, 'out') });

    const errors = Object.fromEntries(job.items.map(({ name, error }) => [name, error?.code]));
    expect(errors).toEqual({
      'empty.jpg': 'EMPTY_FILE',
      'good.jpg': undefined,
      'half.jpg': 'DAMAGED_PICTURE',
      'text.png': 'NOT_A_PICTURE',
    });
    expect(job.outcome).toMatchObject({ entries: 1, failed: 3 });
    expect(await filesIn(join(folder, 'out'))).toEqual(['in/good.jpg']);
  });

  it('of 50,000 × 50,000 pixels are refused by their header', async () => {
    const header = Buffer.from('89504e470d0a1a0a0000000d494844520000c3500000c3500802000000', 'hex');
    const path = join(temporaryFolder(), 'bomb.png');
    const { crc32 } = await import('node:zlib');
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(header.subarray(12)));
    const data = Buffer.from('0000000a49444154789c6300010000050001', 'hex');
    writeFileSync(path, Buffer.concat([header, sum, data, Buffer.from('0000000049454e44ae426082', 'hex')]));

    expect(await errorOf(path)).toMatchObject({
      code: 'PICTURE_TOO_LARGE',
      params: { width: 50_000, height: 50_000 },
    });
  });

  it('that the memory cannot hold as an animation are refused with their number of frames', async () => {
    const path = join(temporaryFolder(), 'long.gif');
    writeFileSync(path, hugeGif(5000, 1000));

    expect(await errorOf(path)).toMatchObject({
      code: 'ANIMATION_TOO_LARGE',
      params: { frames: 5_000 },
    });
  });
});

describe('cancelling', () => {
  it('ends without beginning another picture, and leaves neither files nor folders', async () => {
    const folder = temporaryFolder();
    const noisy = {
      create: {
        width: 3000,
        height: 2000,
        channels: 3,
        background: '#808080',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    } as const;
    const path = join(folder, 'in/slow.png');
    mkdirSync(join(folder, 'in'));
    writeFileSync(path, await sharp(noisy).png({ compressionLevel: 1 }).toBuffer());
    for (let copy = 0; copy < 6; copy++) writeFileSync(join(folder, `in/copy-${copy}.png`), readFileSync(path));
    const controller = new AbortController();
    let begun = 0;

    const job = runResize(
      [join(folder, 'in')],
      { format: 'webp', lossless: true, folder: join(folder, 'out') },
      {
        executor: testExecutor('threads'),
        signal: controller.signal,
        onItem({ state }) {
          if (state !== 'running') return;
          begun++;
          controller.abort(new Error('enough'));
        },
      },
    );

    // The reason itself, or a task's word of it: whichever comes first.
    await expect(job).rejects.toThrow(/enough|aborted/);
    expect(begun).toBe(1);
    expect(await filesIn(folder)).toHaveLength(7);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
});

function firstHalf(path: string): Buffer {
  const file = readFileSync(path);
  return file.subarray(0, file.length / 2);
}

/** A GIF of many frames of one colour each, in a few bytes a frame (GIF89a, sections 17 to 26). */
function hugeGif(frames: number, edge: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(edge, 0);
  size.writeUInt16LE(edge, 2);
  const start = Buffer.concat([Buffer.from('GIF89a'), size, Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255])]);
  const control = Buffer.from([0x21, 0xf9, 4, 0, 5, 0, 0, 0]);
  const frame = Buffer.concat([control, Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0])]);
  return Buffer.concat([start, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}
