import { describe, expect, it } from 'vitest';
import { Reasons } from './reasons.ts';

describe('why nothing was done', () => {
  it('is the reason of the one file, with all that is known of it', () => {
    const reasons = new Reasons();
    const cause = { code: 'EACCES', message: 'permission denied' };
    reasons.add('/srv/a.jpg', { code: 'EACCES', cause });
    expect(reasons.only).toEqual({ code: 'EACCES', cause });
    expect(reasons.why).toEqual({ code: 'EACCES' });
  });

  it('is the reason that all files share', () => {
    const reasons = new Reasons();
    for (const name of ['a', 'b', 'c']) reasons.add(`/srv/${name}`, { code: 'EACCES' });
    expect(reasons.only).toBeUndefined();
    expect(reasons.why).toEqual({ code: 'EACCES' });
  });

  it('is the first of several, with its file', () => {
    const reasons = new Reasons();
    reasons.add('/srv/a.jpg', { code: 'ENOENT', params: { path: '/srv/a.jpg' } });
    reasons.add('/srv/b.jpg', { code: 'EACCES' });
    const why = { code: 'ENOENT', params: { path: '/srv/a.jpg' } };
    expect(reasons.why).toEqual({ code: 'FIRST_REASON', params: { name: 'a.jpg', why } });
  });

  it('is not there without a file', () => {
    expect(new Reasons().why).toBeUndefined();
  });
});
