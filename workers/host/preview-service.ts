// Has a worker make a picture small enough to be looked at, and sends it to main.
import { bindTasks } from '../jobs/job-tasks.ts';
import { JobError, toUserError } from '../jobs/user-error.ts';
import type { FromHost, SentPreview, ToHost } from '../protocol.ts';
import type { PlanDeskParts } from './plan-service.ts';

type Request = Extract<ToHost, { kind: 'preview' }>;

/** Never rejects. */
export async function answerPreview(parts: PlanDeskParts, request: Request): Promise<void> {
  const answer = await makePreview(parts, request).then(
    (preview) => ({ preview, error: null }),
    (error: unknown) => ({ preview: null, error: toUserError(error) }),
  );
  parts.send({ kind: 'preview', request: request.request, ...answer } satisfies FromHost);
}

async function makePreview({ registry, executors }: PlanDeskParts, request: Request): Promise<SentPreview> {
  const { type, path, edge } = request;
  const driver = await registry[type]?.driver();
  if (!driver?.preview) throw new JobError('NO_PREVIEW');
  const { executor, workers, release } = executors.lease();
  try {
    const tasks = bindTasks({ executor, type, workers, signal: new AbortController().signal });
    const { data, ...facts } = await driver.preview({ tasks, path, edge });
    return { ...facts, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64') };
  } finally {
    release();
  }
}
