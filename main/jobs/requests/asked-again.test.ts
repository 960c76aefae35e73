import { beforeEach, describe, expect, it } from 'vitest';
import { zip } from '../../../workers/jobs/zip/job.ts';
import type { LikeJob } from '../../contract/api.ts';
import { JobService } from '../job-service.ts';
import { givenTo } from './job-given.ts';

let jobs: JobService;

beforeEach(() => {
  jobs = new JobService({
    registry: { zip },
    send: () => {},
    onChanged: () => {},
    onRemoved: () => {},
    sweep: async () => {},
    dropProgress: () => {},
    journal: { append: async () => {} },
    now: () => 1_000,
    sideBySide: () => 1,
    defaults: () => ({}),
  });
});

const toPath = (id: string) => `/paths/${id}`;
const submit = (inputs: readonly string[], options = {}, like?: LikeJob) =>
  jobs.submit({ type: 'zip', inputs, options, ...(like && { like }) }, toPath);
const listed = () => jobs.list().jobs.map(({ title, state, position }) => [title, state, position]);
const outcome = { outputs: ['/in/a.zip'], entries: 1, failed: 0, bytesIn: 2, bytesOut: 1 };

describe('a job that is asked for again', () => {
  it('takes the place of one that waits, and stays paused when that was', () => {
    submit(['/in/a']);
    const second = submit(['/in/b']);
    submit(['/in/c']);
    const changed = submit(['/in/b'], { name: 'other' }, { id: second.id, replace: true });
    expect(changed).toMatchObject({ title: 'other.zip', state: 'waiting', position: second.position });
    jobs.pause([changed.id]);
    const again = submit(['/in/b'], { name: 'third' }, { id: changed.id, replace: true });
    expect(again).toMatchObject({ state: 'paused', position: second.position });
    expect(listed()).toHaveLength(3);
  });

  it('is refused for one that has begun', () => {
    const { id } = submit(['/in/a']);
    const again = () => submit(['/in/a'], {}, { id, replace: true });
    expect(again).toThrow(expect.objectContaining({ code: 'ALREADY_STARTED' }));
    expect(listed()).toHaveLength(1);
  });

  it('leaves one that is done where it is, unless it has nothing to show', () => {
    const first = submit(['/in/a']);
    jobs.handle({ kind: 'done', id: first.id, outcome });
    const second = submit(['/in/a'], {}, { id: first.id, replace: false });
    expect(listed().map(([, state]) => state)).toEqual(['done', 'running']);
    jobs.handle({ kind: 'failed', id: second.id, error: { code: 'ENOSPC' } });
    submit(['/in/a'], {}, { id: second.id, replace: true });
    expect(listed().map(([, state]) => state)).toEqual(['done', 'running']);
  });

  it('gives the window its options with ids for folders', async () => {
    const { id } = submit(['/in/a'], { folder: 'out', level: 9 });
    const register = async (paths: readonly string[]) =>
      paths.map((path) => ({ id: `id of ${path}`, name: path, kind: 'folder' as const }));
    const spec = jobs.spec(id);
    expect(spec && (await givenTo(spec, { zip }, register))).toMatchObject({
      type: 'zip',
      inputs: [{ id: 'id of /in/a' }],
      options: { folder: 'id of /paths/out', level: 9 },
      folders: [{ id: 'id of /paths/out' }],
    });
  });
});

describe('separate archives', () => {
  it('are jobs of one group, in a row of the queue', () => {
    submit(['/in/a', '/in/b'], { perInput: true });
    const [a, b] = jobs.list().jobs;
    expect([a?.title, b?.title]).toEqual(['a.zip', 'b.zip']);
    expect(a?.group).toEqual({ id: expect.any(String), size: 2 });
    expect(b?.group).toEqual(a?.group);
    expect([a?.origin, b?.origin]).toEqual(['a', 'b']);
  });

  it('tell where they go, and where they are when they are done', () => {
    const { id } = submit(['/in/a']);
    jobs.handle({ kind: 'writes-to', id, folder: '/in' });
    expect(jobs.record(id).place).toBe('/in');
    jobs.handle({ kind: 'done', id, outcome: { ...outcome, outputs: ['/in/a (2).zip'] } });
    expect(jobs.record(id).place).toBe('/in/a (2).zip');
  });
});
