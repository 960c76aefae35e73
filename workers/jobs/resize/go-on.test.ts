// A job that is started again after the host was lost goes on where it was.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { identityOf } from '../../files/changes/identity.ts';
import { JobJournal } from '../../journal/job-journal.ts';
import { fourFields } from './testing/pictures.ts';
import { filesIn, runResize, temporaryFolder } from './testing/run-resize.ts';

async function pictures(folder: string, names: readonly string[]): Promise<(name: string) => string> {
  mkdirSync(join(folder, 'in'));
  const file = await fourFields().jpeg().toBuffer();
  for (const name of names) writeFileSync(join(folder, `in/${name}.jpg`), file);
  return (name) => join(folder, `in/${name}.jpg`);
}

describe('a job that is started again', () => {
  it('keeps what is done, tries what was being made, and names what was there at two losses', async () => {
    const folder = temporaryFolder();
    const path = await pictures(folder, ['a', 'b', 'c', 'd']);
    mkdirSync(join(folder, 'out/in'), { recursive: true });
    writeFileSync(join(folder, 'out/in/a.jpg'), '7 bytes');
    const file = join(folder, 'progress');
    const lost = new JobJournal(file);
    lost.begin(path('a'));
    lost.finish(path('a'), { outputs: [join(folder, 'out/in/a.jpg')], bytes: 7 });
    lost.begin(path('b'), path('c'));
    lost.begin(path('c'));

    const options = { folder: join(folder, 'out') };
    const job = await runResize([join(folder, 'in')], options, { journal: new JobJournal(file) });

    const ends = Object.fromEntries(job.items.map(({ name, state, error }) => [name, error?.code ?? state]));
    expect(ends).toEqual({ 'a.jpg': 'done', 'b.jpg': 'done', 'c.jpg': 'DECODER_CRASHED', 'd.jpg': 'done' });
    expect(await filesIn(join(folder, 'out'))).toEqual(['in/a.jpg', 'in/b.jpg', 'in/d.jpg']);
    expect(readFileSync(join(folder, 'out/in/a.jpg'), 'utf8')).toBe('7 bytes');
    expect(job.outcome.outputs[0]).toBe(join(folder, 'out/in/a.jpg'));
    expect(job.files).toBe(4);
  });

  it.each(['done', 'named'])('keeps originals that it has replaced among its pictures and results: %s', async (how) => {
    const folder = temporaryFolder();
    const path = await pictures(folder, ['a', 'b']);
    const file = join(folder, 'progress');
    const lost = new JobJournal(file);
    const result = { path: path('a'), ...identityOf(statSync(path('a'), { bigint: true })) };
    const done = { outputs: [path('a')], bytes: result.size };
    lost.begin(path('a'));
    if (how === 'done') lost.finish(path('a'), done);
    else lost.naming(path('a'), result, done);
    const earlier = [{ ...result, from: [path('a')], isOwn: true }];

    for (const inputs of [[path('a')], [join(folder, 'in')]]) {
      const parts = { journal: new JobJournal(file), earlier };
      const { outcome } = await runResize(inputs, { destination: 'replace', width: 48 }, parts);
      expect(outcome.outputs).toEqual(inputs[0] === path('a') ? [path('a')] : [path('a'), path('b')]);
    }
    expect(identityOf(statSync(path('a'), { bigint: true }))).toMatchObject({ ino: result.ino, mtime: result.mtime });
  });

  it('still knows which folders it has made for its results, and which were there', async () => {
    const folder = temporaryFolder();
    const path = await pictures(folder, ['a']);
    mkdirSync(join(folder, 'out'));
    const file = join(folder, 'progress');
    await runResize([path('a')], { folder: join(folder, 'out/new/deep') }, { journal: new JobJournal(file) });
    mkdirSync(join(folder, 'there'));
    await runResize([path('a')], { folder: join(folder, 'there') }, { journal: new JobJournal(`${file}2`) });

    expect(JobJournal.namedIn(file)).toMatchObject([{ from: path('a'), madeFolder: join(folder, 'out/new') }]);
    expect(JobJournal.namedIn(`${file}2`).map(({ madeFolder }) => madeFolder)).toEqual([undefined]);
  });

  it('still says which originals were left as their own results', async () => {
    const folder = temporaryFolder();
    const path = await pictures(folder, ['a', 'b']);
    const file = join(folder, 'progress');
    new JobJournal(file).finish(path('a'), { outputs: [], bytes: 0 });

    const job = await runResize(
      [join(folder, 'in')],
      { folder: join(folder, 'out') },
      { journal: new JobJournal(file) },
    );

    expect(job.items.map(({ name, state }) => [name, state])).toEqual([
      ['a.jpg', 'skipped'],
      ['b.jpg', 'done'],
    ]);
    expect(job.outcome.kept).toEqual([path('a')]);
  });

  it('still says which pictures are incomplete', async () => {
    const folder = temporaryFolder();
    const path = await pictures(folder, ['a']);
    const whole = await fourFields(640, 480).jpeg().toBuffer();
    writeFileSync(path('a'), whole.subarray(0, Math.ceil(whole.length * 0.7)));
    const file = join(folder, 'progress');
    const made: string[] = [];

    for (const _start of ['first', 'second']) {
      const options = { folder: join(folder, 'out') };
      const { items, outcome } = await runResize([path('a')], options, { journal: new JobJournal(file) });
      expect(items).toMatchObject([{ state: 'done', error: { code: 'PICTURE_INCOMPLETE' } }]);
      made.push(...outcome.outputs.map((output) => String(statSync(output, { bigint: true }).ino)));
    }

    expect(await filesIn(join(folder, 'out'))).toEqual(['a.jpg']);
    expect(new Set(made).size).toBe(1);
  });

  it('makes again what a power cut took back', async () => {
    const folder = temporaryFolder();
    const path = await pictures(folder, ['gone', 'empty']);
    mkdirSync(join(folder, 'out/in'), { recursive: true });
    writeFileSync(join(folder, 'out/in/empty.jpg'), '');
    const file = join(folder, 'progress');
    const lost = new JobJournal(file);
    for (const name of ['gone', 'empty']) {
      lost.finish(path(name), { outputs: [join(folder, `out/in/${name}.jpg`)], bytes: 500 });
    }

    const options = { folder: join(folder, 'out'), collision: 'overwrite' } as const;
    const job = await runResize([join(folder, 'in')], options, { journal: new JobJournal(file) });

    expect(await filesIn(join(folder, 'out'))).toEqual(['in/empty.jpg', 'in/gone.jpg']);
    for (const output of job.outcome.outputs) expect(await sharp(output).metadata()).toMatchObject({ width: 96 });
  });

  it('neither makes a result twice that had got its name, nor takes it for an original', async () => {
    const folder = temporaryFolder();
    const path = await pictures(folder, ['a', 'b']);
    const result = join(folder, 'in/a-small.jpg');
    writeFileSync(result, 'made');
    const named = { path: result, ...identityOf(statSync(result, { bigint: true })) };
    const file = join(folder, 'progress');
    const lost = new JobJournal(file);
    lost.begin(path('a'));
    lost.naming(path('a'), named, { outputs: [result], bytes: 4 });

    const options = { destination: 'beside', template: '{name}-small' } as const;
    const job = await runResize([join(folder, 'in')], options, { journal: new JobJournal(file) });

    expect(await filesIn(join(folder, 'in'))).toEqual(['a-small.jpg', 'a.jpg', 'b-small.jpg', 'b.jpg']);
    expect(job.outcome).toMatchObject({ entries: 2, outputs: [result, join(folder, 'in/b-small.jpg')] });
  });
});
