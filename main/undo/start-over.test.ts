import { expect, it } from 'vitest';
import { newRecord } from '../jobs/job-record.ts';
import { startOver } from './start-over.ts';

it('undoes what a job has made before it begins anew; one that made nothing begins at once', async () => {
  const did: string[] = [];
  const undone = Promise.withResolvers<void>();
  const record = (id: string) => newRecord({ id, type: 'any', inputs: ['/a'], options: {} }, id, 0, 1);
  startOver(
    { record, retry: (ids) => void did.push(...ids.map((id) => `retry ${id}`)) },
    {
      undoable: ({ id }) => (id === 'made' ? 3 : 0),
      undo: ({ id }) => void did.push(`undo ${id}`),
      undone: () => undone.promise,
    },
    ['made', 'nothing'],
  );
  expect(did).toEqual(['undo made', 'retry nothing']);
  undone.resolve();
  await undone.promise;
  await Promise.resolve();
  expect(did).toEqual(['undo made', 'retry nothing', 'retry made']);
});
