import { open } from 'node:fs/promises';
import { BrokenExecutorError, WorkerDiedError } from '@dropmill/futures';
import { describe, expect, it } from 'vitest';
import { JobError, toUserError } from './user-error.ts';

const PATH = '/proc/nothing-here';

describe('toUserError', () => {
  it('names the file that the system did not find, and keeps what the system said', async () => {
    const error = await open(PATH).then(() => undefined, toUserError);
    const cause = { code: 'ENOENT', message: expect.stringContaining('no such file'), path: PATH };
    expect(error).toEqual({ code: 'ENOENT', params: { path: PATH }, cause });
  });

  it('keeps a JobError’s code and parameters, and the error that it began with', () => {
    const inner = Object.assign(new Error('ETIMEDOUT: gave up'), { code: 'ETIMEDOUT' });
    const error = new JobError('BAD_OPTIONS', { problem: 'x' }, { cause: new Error('wrapped', { cause: inner }) });
    expect(toUserError(error)).toEqual({
      code: 'BAD_OPTIONS',
      params: { problem: 'x' },
      cause: { code: 'ETIMEDOUT', message: 'ETIMEDOUT: gave up' },
    });
  });

  it('is the same after the way through another process', () => {
    const sent = toUserError(new JobError('WORKER_DIED', {}, { cause: new RangeError('too far') }));
    expect(toUserError(JobError.of(JSON.parse(JSON.stringify(sent))))).toEqual(sent);
  });

  it('reports the error, and not what went wrong while cleaning up after it', () => {
    const error = new SuppressedError(new Error('EPERM: unlink'), new JobError('CANCELLED'));
    expect(toUserError(error)).toEqual({ code: 'CANCELLED' });
  });

  it('knows by a file call that a network drive has gone, as Windows says it, and takes no socket for a drive', () => {
    const gone = Object.assign(new Error('ECONNRESET: connection reset by peer, read'), { code: 'ECONNRESET' });
    const socket = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    expect([gone, socket].map((error) => toUserError(error).code)).toEqual(['ESTALE', 'UNEXPECTED']);
  });

  it('says why a worker could not start, where the system has limits, and else that it is lost', () => {
    const full = new Error('Worker initialization failure: EMFILE');
    const early = new BrokenExecutorError(`A worker could not start: Error: ENFILE: file table overflow, open '/a'`);
    const errors = [new WorkerDiedError({ kind: 'uncaught', error: full }), new WorkerDiedError({ kind: 'lost' })];
    const broken = [...errors.map((cause) => new BrokenExecutorError('A worker died.', { cause })), early];
    const codes = ['EMFILE', 'WORKER_LOST', 'EMFILE', 'WORKER_LOST', 'ENFILE'];
    expect([...errors, ...broken].map((error) => toUserError(error).code)).toEqual(codes);
  });

  it.each([
    [Object.assign(new Error('EFOO: strange, open'), { code: 'EFOO', path: '/a' }), 'EFOO: strange, open'],
    [Object.assign(new Error('it broke'), { code: 'ERR_DLOPEN_FAILED' }), 'ERR_DLOPEN_FAILED: it broke'],
    [new RangeError('too far'), 'too far'],
    ['just words', 'just words'],
    [undefined, 'undefined'],
  ])('shows what it does not understand: %s', (thrown, what) => {
    expect(toUserError(thrown)).toMatchObject({
      code: 'UNEXPECTED',
      params: { what },
      cause: { message: expect.any(String) },
    });
  });
});
