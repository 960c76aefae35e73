// Files that another program holds open, as virus scanners do: without letting others rename or remove them. And Ctrl+C.
import { once } from 'node:events';
import { type FSWatcher, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { capture } from '../../lib/child.mjs';
import { Desk, helper, nodeCommand, type Started } from './machine.ts';

/** Others may read and write, and neither rename nor remove. */
const NO_DELETE = '3';
const ALONE = '0';
const PART = '.dropmill-*.part';

/** Resolves when a folder holds a name that fits. */
async function appears(folder: string, pattern: RegExp): Promise<void> {
  const watcher: FSWatcher = watch(folder);
  try {
    while (!readdirSync(folder).some((name) => pattern.test(name))) await once(watcher, 'change');
  } finally {
    watcher.close();
  }
}

interface Holder extends AsyncDisposable {
  release(): Promise<void>;
}

/** Holds a file until it is told to let go. @param what words of `hold`: a path, or a folder and a pattern */
function hold(desk: Desk, sharing: string, what: readonly string[]): Holder & { started: Started } {
  const started = desk.start([helper('hold'), sharing, desk.path('release'), ...what]);
  const release = async () => {
    writeFileSync(desk.at('release'), '');
    await started.ended;
  };
  return { started, release, [Symbol.asyncDispose]: release };
}

/** Waits until the file is held. */
async function held(desk: Desk, sharing: string, what: readonly string[]): Promise<Holder> {
  const holder = hold(desk, sharing, what);
  while (holder.started.printed === '') await Promise.race([holder.started.ended, new Promise(setImmediate)]);
  return holder;
}

const text = 'a line of text\n'.repeat(1_000);

describe('a part file that is held while it gets its name', () => {
  it.each([
    ['zip', ['zip', '-o', 'o.zip', 'a.txt'], 'o.zip'],
    ['an archive that is replaced', ['zip', '--if-exists', 'replace', '-o', 'o.zip', 'a.txt'], 'o.zip'],
  ])('is no failure of %s', async (_, words, name) => {
    const desk = new Desk();
    desk.write('a.txt', text);
    const holder = hold(desk, NO_DELETE, [desk.path(), PART]);
    const command = desk.dropmill(words);
    // The command waits for whoever holds the file, which lets go once the result has its name, or in its own time.
    await appears(desk.folder, /\.part$/);
    await holder.release();
    const { status, stderr } = await command;

    expect(status, stderr).toBe(0);
    expect(capture('unzip', ['-t', desk.at(name)])).toMatchObject({ status: 0 });
    expect(readdirSync(desk.folder).toSorted()).toEqual(['a.txt', name, 'release'].toSorted());
  });

  it('stays when it is held for longer, and the result is whole all the same', async () => {
    const desk = new Desk();
    desk.write('a.txt', text);
    await using _holder = hold(desk, NO_DELETE, [desk.path(), PART]);
    const { status, stderr } = await desk.dropmill(['zip', '-o', 'o.zip', 'a.txt']);

    expect(status, stderr).toBe(0);
    expect(capture('unzip', ['-t', desk.at('o.zip')])).toMatchObject({ status: 0 });
  });
});

it('an archive that is held is not replaced: that is said, and what is unfinished is removed', async () => {
  const desk = new Desk();
  desk.write('a.txt', text);
  desk.write('o.zip', 'the old one');
  await using _holder = await held(desk, ALONE, [desk.path('o.zip')]);
  const { status, stderr } = await desk.dropmill(['zip', '--if-exists', 'replace', '-o', 'o.zip', 'a.txt']);

  expect(status).toBe(1);
  expect(stderr).toMatch(/^(Another program is using the file|The system does not permit this|Permission denied)/);
  expect(readdirSync(desk.folder).toSorted()).toEqual(['a.txt', 'o.zip']);
});

it('an input that is held is skipped by name, and the rest is packed', async () => {
  const desk = new Desk();
  desk.write('in/held.txt', text);
  desk.write('in/free.txt', text);
  await using _holder = await held(desk, ALONE, [desk.path('in/held.txt')]);
  const { status, stderr } = await desk.dropmill(['zip', '-o', 'o.zip', 'in']);

  expect(status).toBe(3);
  expect(stderr).toContain(`Skipped ${desk.path('in/held.txt')}: Another program is using the file.`);
  expect(capture('unzip', ['-Z1', desk.at('o.zip')]).stdout).toBe('in/\nin/free.txt\n');
});

it('a picture that is held fails by name, and the others are made', async () => {
  const desk = new Desk();
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#123456' } })
    .jpeg()
    .toBuffer();
  for (const name of ['held.jpg', 'free.jpg']) desk.write(`in/${name}`, picture);
  await using _holder = await held(desk, ALONE, [desk.path('in/held.jpg')]);
  const { status, stderr } = await desk.dropmill(['resize', '--width', '20', '--output', 'out', 'in']);

  expect(status).toBe(1);
  expect(stderr).toContain('held.jpg: Another program is using the file.');
  expect(
    readdirSync(desk.at('out'), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.jpg')),
  ).toHaveLength(1);
});

describe('Ctrl+C', () => {
  it.each([
    ['zip', ['zip', '-o', 'o.zip', 'in']],
    ['zip by processes', ['zip', '--executor', 'processes', '-o', 'o.zip', 'in']],
    ['extract', ['extract', '-o', '.', 'big.zip']],
  ])('ends %s with status 130 and leaves nothing unfinished', async (name, words) => {
    const desk = new Desk();
    for (let n = 0; n < 40; n++) desk.write(`in/${n}.txt`, Buffer.alloc(4_000_000, `line ${n} `));
    if (name === 'extract') capture('zip', ['-qr1', desk.at('big.zip'), 'in'], { cwd: desk.folder });
    const before = readdirSync(desk.folder);
    const press = [helper('press-ctrl-c'), desk.path(PART), desk.path('printed'), ...nodeCommand(words)];
    const { status } = await desk.start(press).ended;

    expect(readFileSync(desk.at('printed'), 'utf8')).toContain('Cancelled. No unfinished file was left behind.');
    expect(status).toBe(130);
    expect(readdirSync(desk.folder).toSorted()).toEqual([...before, 'printed'].toSorted());
  });

  it('ends the encoding of a large AVIF at once, which nothing else can stop', async () => {
    const desk = new Desk();
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
    const picture = sharp({ create: { width: 5_000, height: 4_000, channels: 3, background: '#fff', noise } });
    desk.write('in/a.jpg', await picture.jpeg().toBuffer());
    const words = ['resize', '--format', 'avif', '--width', '4900', '--output', 'out', 'in'];
    const press = [helper('press-ctrl-c'), desk.path('out', 'in', PART), desk.path('printed'), ...nodeCommand(words)];
    const { status } = await desk.start(press).ended;

    expect(readFileSync(desk.at('printed'), 'utf8')).toContain('Cancelled. No unfinished file was left behind.');
    // Windows has no other status for a process that is ended.
    expect(status).toBe(1);
    expect(readdirSync(desk.folder).toSorted()).toEqual(['in', 'printed']);
  });
});
