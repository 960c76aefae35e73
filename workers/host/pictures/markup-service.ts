// Makes the HTML for the results of a job, and sends it to main.
import { bindTasks } from '../../jobs/job-tasks.ts';
import { JobError, toUserError } from '../../jobs/user-error.ts';
import type { FromHost, ToHost } from '../../protocol.ts';
import type { ItemTable } from '../item-table.ts';
import type { PreviewParts } from './preview-service.ts';

export type MarkupMessage = Extract<ToHost, { kind: 'markup' }>;

/** Never rejects. @param rows of the job */
export async function answerMarkup(
  parts: PreviewParts,
  message: MarkupMessage,
  rows: Promise<ItemTable | undefined>,
): Promise<void> {
  const answer = await write(parts, message, rows).then(
    (html) => ({ html, error: null }),
    (error: unknown) => ({ html: null, error: toUserError(error) }),
  );
  parts.send({ kind: 'markup', request: message.request, ...answer } satisfies FromHost);
}

async function write(
  { registry, executor }: PreviewParts,
  { type }: MarkupMessage,
  rows: Promise<ItemTable | undefined>,
): Promise<string> {
  const maker = await registry[type]?.markup?.();
  const table = await rows;
  if (!maker || !table) throw new JobError('NO_OUTPUT');
  const tasks = bindTasks({ executor: executor(), type, workers: 1, signal: new AbortController().signal });
  return maker.markup({ tasks, rows: table.page({ offset: 0, limit: Number.POSITIVE_INFINITY }).rows });
}
