// A job that is started again after the host was lost goes on where it was.
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JobJournal } from './job-journal.ts';
import { fourFields } from './testing/pictures.ts';
import { filesIn, runResize, temporaryFolder } from './testing/run-resize.ts';

describe('the journal of a job', () => {
  it('tells after a crash what was done and what was being made', () => {
    const folder = temporaryFolder();
    const crashed = new JobJournal('job', folder);
    crashed.begin('/a', '/b');
    crashed.end('/a', '/b');
    crashed.begin('/a');
    crashed.finish('/a', { outputs: ['/out/a'], bytes: 5 });
    crashed.begin('/b');

    using again = new JobJournal('job', folder);

    expect(again.done.get('/a')).toMatchObject({ outputs: ['/out/a'], bytes: 5 });
    expect([again.crashes('/a'), again.crashes('/b'), again.crashes('/c')]).toEqual([0, 1, 0]);
  });

  it('is gone with the end of its job, and not mixed up with another', () => {
    const folder = temporaryFolder();
    {
      using one = new JobJournal('one', folder);
      one.begin('/a');
      using other = new JobJournal('other', folder);
      expect(other.crashes('/a')).toBe(0);
    }

    using again = new JobJournal('one', folder);
    expect(again.crashes('/a')).toBe(0);
  });

  it('bears a half written last line', () => {
    const folder = temporaryFolder();
    const crashed = new JobJournal('job', folder);
    crashed.begin('/a');
    appendFileSync(join(folder, 'dropmill-job.pictures'), '{"kind":"do');

    const again = new JobJournal('job', folder);
    again.begin('/b');
    using third = new JobJournal('job', folder);

    expect([again.crashes('/a'), third.crashes('/a'), third.crashes('/b')]).toEqual([1, 1, 1]);
  });
});

describe('a job that is started again under its id', () => {
  it('keeps what is done, tries what was being made, and names what was there at two losses', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'in'));
    for (const name of ['a', 'b', 'c', 'd']) {
      writeFileSync(join(folder, `in/${name}.jpg`), await fourFields().jpeg().toBuffer());
    }
    const id = `test-${process.pid}-${Date.now()}`;
    const path = (name: string) => join(folder, `in/${name}.jpg`);
    const lost = new JobJournal(id);
    lost.begin(path('a'));
    lost.finish(path('a'), { outputs: [join(folder, 'out/in/a.jpg')], bytes: 7 });
    lost.begin(path('b'), path('c'));
    lost.begin(path('c'));

    const job = await runResize([join(folder, 'in')], { folder: join(folder, 'out') }, { id });

    const ends = Object.fromEntries(job.items.map(({ name, state, error }) => [name, error?.code ?? state]));
    expect(ends).toEqual({ 'a.jpg': 'done', 'b.jpg': 'done', 'c.jpg': 'DECODER_CRASHED', 'd.jpg': 'done' });
    expect(await filesIn(join(folder, 'out'))).toEqual(['in/b.jpg', 'in/d.jpg']);
    expect(job.outcome.outputs[0]).toBe(join(folder, 'out/in/a.jpg'));
    expect(job.files).toBe(4);
    expect(existsSync(join(tmpdir(), `dropmill-${id}.pictures`))).toBe(false);
  });
});
