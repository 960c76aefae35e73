import { beforeEach, expect, it } from 'vitest';
import type { JobTypeInfo } from '../../main/contract/api.ts';
import { setAppInfo, useApp } from './app-store.ts';
import { asChosen, ownDraft, parkDraft, toKeep, unparkDraft, useDrafts } from './drafts-store.ts';

const options: JobTypeInfo['options'] = [
  { key: 'level', kind: 'number', min: 0, max: 9, default: 6 },
  { key: 'password', kind: 'text', default: '', secret: true },
];
const zip = { type: 'zip', options } as JobTypeInfo;

beforeEach(() => {
  setAppInfo({ ...useApp.getState().info, jobTypes: [zip] });
  useDrafts.setState({ drafts: { zip: { level: 1 } }, brief: {}, next: {}, parked: null });
});

it('the options of a job become a draft of what differs from the defaults, passwords apart', () => {
  expect(ownDraft(zip, { level: 6, password: 'x', unknown: 1 }, 'zip')).toEqual({
    draft: {},
    brief: { password: 'x' },
    next: 'zip',
  });
});

it('while a job is asked for again, its options are shown, and those for new jobs wait', () => {
  parkDraft('zip', ownDraft(zip, { level: 9, password: 'x' }, undefined));
  expect(asChosen('zip', 'shown').options).toEqual({ level: 9, password: 'x' });
  expect(asChosen('zip', 'new').options).toEqual({ level: 1 });
  useDrafts.getState().replace('zip', { level: 3 });
  expect(unparkDraft()).toEqual({ draft: { level: 3 }, brief: { password: 'x' }, next: undefined });
  expect(asChosen('zip', 'shown').options).toEqual({ level: 1 });
  expect(unparkDraft()).toBeUndefined();
});

it('what is kept on the disk is what was chosen for new jobs', () => {
  parkDraft('zip', ownDraft(zip, { level: 9 }, undefined));
  expect(toKeep(useDrafts.getState())).toEqual({ drafts: { zip: { level: 1 } }, next: { zip: undefined } });
});

it('a job without a password leaves the options as they are, and one with a password has it forgotten', () => {
  const secret = { ...options[1], protects: true } as (typeof options)[number];
  const before = useDrafts.getState();
  before.forgetSecrets('zip', [secret]);
  expect(useDrafts.getState().brief).toBe(before.brief);
  before.choose('zip', secret, 'x');
  before.forgetSecrets('zip', [secret]);
  expect(useDrafts.getState().brief).toEqual({ zip: {} });
});
