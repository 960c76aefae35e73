// What a result overwrites, in a job that has a trash and in one that has none.
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { FileChanger } from '../files/changes/file-changer.ts';
import { TrashCan } from '../files/changes/trash-can.ts';
import { OutputFile } from '../files/output/output-file.ts';
import type { Message } from '../messages/message.ts';
import { trashExistingOf } from './trash-existing.ts';

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-existing-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function overwrite(path: string, content: string, trashExisting: ReturnType<typeof trashExistingOf>) {
  const output = await OutputFile.create(join(path, '..'), 'job');
  await output.handle.writeFile(content);
  expect(await output.publish(path, 'overwrite', { trashExisting })).toBe(path);
}

it('goes to the trash, from where an undo brings it back', async () => {
  const folder = makeFolder();
  const path = join(folder, 'a.zip');
  writeFileSync(path, 'before');
  const trashItem = async (place: string) => renameSync(place, join(folder, 'trashed'));
  const trash = new TrashCan({ trashItem, spareFolder: join(folder, 'spare') });
  const changer = new FileChanger({ folder: join(folder, 'changes'), trash });
  onTestFinished(() => changer.close());
  const changes = { replace: (request: Parameters<FileChanger['replace']>[1]) => changer.replace('job', request) };
  await overwrite(path, 'after', trashExistingOf({ id: 'job', changes, report: { note() {} } as never }));
  expect([readFileSync(path, 'utf8'), readFileSync(join(folder, 'trashed'), 'utf8')]).toEqual(['after', 'before']);
  for (const change of changer.changes('job')) await changer.restore('job', change);
  expect(readFileSync(path, 'utf8')).toBe('before');
});

it('is gone where its disk has no trash, which is said once', async () => {
  const folder = makeFolder();
  const notes: Message[] = [];
  const replace = async ({ part, name }: { readonly part: string | null; readonly name: string }) => {
    renameSync(part ?? '', name);
    return { path: name, note: 'no-trash' } as const;
  };
  const report = { note: (note: Message) => void notes.push(note) } as never;
  const trashExisting = trashExistingOf({ id: 'job', changes: { replace }, report });
  for (const name of ['a.zip', 'b.zip']) {
    writeFileSync(join(folder, name), 'before');
    await overwrite(join(folder, name), 'after', trashExisting);
    expect(readFileSync(join(folder, name), 'utf8')).toBe('after');
  }
  expect(notes).toEqual([{ code: 'REPLACED_NOT_KEPT' }]);
});
