import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ensureRoom, freeSpace } from './free-space.ts';

describe('ensureRoom', () => {
  it('lets pass what fits, also where the folder is still to be made', async () => {
    await ensureRoom(join(tmpdir(), 'not', 'there', 'yet'), 1);
  });

  it('refuses with a hint what cannot fit', async () => {
    const free = await freeSpace(tmpdir());
    const refused = ensureRoom(tmpdir(), (free?.bytes ?? 0) * 2 + 1);
    await expect(refused).rejects.toMatchObject({ code: 'NO_ROOM' });
  });
});
