import { open } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { JobError, toUserError } from './user-error.ts';

describe('toUserError', () => {
  it('says what a system error means and what to do', async () => {
    const error = await open('/proc/nothing-here').then(() => undefined, toUserError);
    expect(error).toEqual({ code: 'ENOENT', message: expect.any(String), hint: expect.any(String) });
    expect(error?.message).not.toContain('ENOENT');
  });

  it('keeps the words of a JobError, also when its code is a system one', () => {
    const error = new JobError({ code: 'ENOSPC', message: 'The stick is full.' });
    expect(toUserError(error)).toEqual({ code: 'ENOSPC', message: 'The stick is full.' });
  });

  it('keeps the message of an error it does not know, and takes anything thrown', () => {
    expect(toUserError(new RangeError('too far'))).toEqual({ code: 'UNKNOWN', message: 'too far' });
    expect(toUserError('just words')).toEqual({ code: 'UNKNOWN', message: 'just words' });
  });
});
