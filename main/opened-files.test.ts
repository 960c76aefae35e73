import { expect, it } from 'vitest';
import { OpenedFiles } from './opened-files.ts';

it('files that are opened together are shown as one, when the window is there', async () => {
  const ready = Promise.withResolvers<void>();
  const shown: (readonly string[])[] = [];
  const timers: (() => void)[] = [];
  const parts = { ready: ready.promise, show: (paths: readonly string[]) => shown.push(paths) };
  const opened = new OpenedFiles({ ...parts, later: (call) => timers.push(call) });

  for (const path of ['/a.jpg', '/b.jpg']) opened.add(path);
  timers.shift()?.();
  opened.add('/while-the-window-loads.jpg');
  expect([shown, timers]).toEqual([[], []]);
  ready.resolve();
  await expect.poll(() => shown).toEqual([['/a.jpg', '/b.jpg', '/while-the-window-loads.jpg']]);

  opened.add('/later.jpg');
  timers.shift()?.();
  await expect.poll(() => shown.at(-1)).toEqual(['/later.jpg']);
});
