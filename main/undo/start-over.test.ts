import { expect, it } from 'vitest';
import { newRecord } from '../jobs/job-record.ts';
import { retry, startOver } from './start-over.ts';

it('undoes what a job has made before it begins again; one that made nothing begins at once', async () => {
  const did: string[] = [];
  const undone = Promise.withResolvers<boolean>();
  const record = (id: string) => newRecord({ id, type: 'any', inputs: ['/a'], options: {} }, id, 0, 1);
  startOver(
    { record, retry: (ids) => void did.push(...ids.map((id) => `retry ${id}`)) },
    {
      undoable: ({ id }) => (id === 'made' ? 3 : 0),
      undo: ({ id }) => void did.push(`undo ${id}`),
      undone: () => undone.promise,
      isUndoing: () => false,
    },
    ['made', 'nothing'],
  );
  expect(did).toEqual(['undo made', 'retry nothing']);
  undone.resolve(true);
  await undone.promise;
  await Promise.resolve();
  expect(did).toEqual(['undo made', 'retry nothing', 'retry made']);
});

it.each([true, false])(
  'a job that is being undone is begun again after that, unless it is broken off: %s',
  async (isDone) => {
    const did: string[] = [];
    const undone = Promise.withResolvers<boolean>();
    retry(
      { retry: (ids) => void did.push(...ids) },
      { undone: () => undone.promise, isUndoing: (id) => id === 'undoing' },
      ['undoing', 'ended'],
    );
    expect(did).toEqual(['ended']);
    undone.resolve(isDone);
    await undone.promise;
    await Promise.resolve();
    expect(did).toEqual(isDone ? ['ended', 'undoing'] : ['ended']);
  },
);
