import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { PathRegistry } from './path-registry.ts';

describe('PathRegistry', () => {
  it('stands an unguessable id for each path and tells folders from files', async () => {
    const paths = new PathRegistry();
    const refs = await paths.register(1, [tmpdir(), import.meta.filename]);
    expect(refs.map((ref) => ref.kind)).toEqual(['folder', 'file']);
    expect(refs[1]).toMatchObject({ name: 'path-registry.test.ts', id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(
      paths.resolve(
        1,
        refs.map((ref) => ref.id),
      ),
    ).toEqual([tmpdir(), import.meta.filename]);
  });

  it('refuses an id that this window was not given', async () => {
    const paths = new PathRegistry();
    const [ref] = await paths.register(1, [tmpdir()]);
    const id = ref?.id ?? '';
    for (const [owner, ids] of [
      [2, [id]],
      [1, ['/etc/passwd']],
      [1, [id, 'x']],
    ] as const) {
      expect(() => paths.resolve(owner, ids)).toThrow(expect.objectContaining({ code: 'UNKNOWN_PATH' }));
    }
  });

  it('forgets what a closed window was given', async () => {
    const paths = new PathRegistry();
    const [ref] = await paths.register(1, [tmpdir()]);
    paths.forget(1);
    expect(() => paths.resolve(1, [ref?.id ?? ''])).toThrow(expect.objectContaining({ code: 'UNKNOWN_PATH' }));
  });

  it('refuses a relative path', async () => {
    await expect(new PathRegistry().register(1, ['notes.txt'])).rejects.toMatchObject({ code: 'BAD_PATH' });
  });
});
