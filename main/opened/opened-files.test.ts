import { expect, it } from 'vitest';
import { OpenedFiles, type Start } from './opened-files.ts';

const file = (path: string): Start => ({ words: ['--', path], folder: '/' });

it('what is opened together is shown as one, when the window is there', async () => {
  const ready = Promise.withResolvers<void>();
  const shown: (readonly Start[])[] = [];
  const timers: (() => void)[] = [];
  const parts = { ready: ready.promise, show: (starts: readonly Start[]) => shown.push(starts) };
  const opened = new OpenedFiles({ ...parts, later: (call) => timers.push(call) });

  for (const path of ['/a.jpg', '/b.jpg']) opened.add(file(path));
  timers.shift()?.();
  opened.add(file('/while-the-window-loads.jpg'));
  expect([shown, timers]).toEqual([[], []]);
  ready.resolve();
  await expect.poll(() => shown).toEqual([['/a.jpg', '/b.jpg', '/while-the-window-loads.jpg'].map(file)]);

  opened.add(file('/later.jpg'));
  timers.shift()?.();
  await expect.poll(() => shown.at(-1)).toEqual([file('/later.jpg')]);
});
