import { describe, expect, it } from 'vitest';
import type { Message } from '../../../messages/message.ts';
import { resizeDefaults } from '../options.ts';
import { DiskSpaceMonitor } from './disk-space-monitor.ts';

const options = resizeDefaults;
const MEGABYTE = 1_000_000;

/** A photo of a megabyte whose result is as large. */
const photo = {
  file: { path: '/in/a.jpg', name: 'a.jpg', bytes: MEGABYTE, changed: 0 },
  facts: { format: 'jpeg', width: 1000, height: 1000, pages: 1 },
  outputs: [{ format: 'jpeg', size: { width: 1000, height: 1000, how: 'none' }, folder: '/out', name: undefined }],
} as unknown as Parameters<DiskSpaceMonitor['add']>[0];

async function notesOf(pictures: number, free: number | undefined): Promise<Message[]> {
  const notes: Message[] = [];
  const found = free === undefined ? undefined : { bytes: free, disk: 1 };
  const watch = new DiskSpaceMonitor({
    options,
    bytes: pictures * MEGABYTE,
    note: (note) => notes.push(note),
    free: async () => found,
  });
  for (let n = 0; n < pictures; n++) await watch.add(photo);
  return notes;
}

describe('the room for the results', () => {
  it('is reported as too small once, judged by the size of the first results', async () => {
    const told = [{ code: 'MAYBE_NO_ROOM' }];
    expect(await notesOf(1, 0.5 * MEGABYTE)).toEqual(told);
    expect(await notesOf(200, 199 * MEGABYTE)).toEqual(told);
  });

  it('is not spoken of where it is enough, or the system does not say', async () => {
    expect(await notesOf(200, 201 * MEGABYTE)).toEqual([]);
    expect(await notesOf(200, undefined)).toEqual([]);
  });
});
