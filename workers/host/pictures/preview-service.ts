// Makes a preview of a picture, outside of the workers of jobs, and sends it to main.
import { bindTasks } from '../../jobs/job-tasks.ts';
import type { JobRegistry } from '../../jobs/job-type.ts';
import { JobError, toUserError } from '../../jobs/user-error.ts';
import type { FromHost, SentPreview, ToHost } from '../../protocol.ts';
import type { JobExecutor } from '../create-executor.ts';

type Request = Extract<ToHost, { kind: 'preview' }>;

export interface PreviewParts {
  readonly registry: JobRegistry;
  readonly executor: () => JobExecutor;
  readonly send: (message: FromHost) => void;
}

/** Never rejects. */
export async function answerPreview(parts: PreviewParts, request: Request): Promise<void> {
  const answer = await makePreview(parts, request).then(
    (preview) => ({ preview, error: null }),
    (error: unknown) => ({ preview: null, error: toUserError(error) }),
  );
  parts.send({ kind: 'preview', request: request.request, ...answer } satisfies FromHost);
}

async function makePreview({ registry, executor }: PreviewParts, request: Request): Promise<SentPreview> {
  const { type, path, edge } = request;
  const pictures = await registry[type]?.pictures?.();
  if (!pictures) throw new JobError('NO_PREVIEW');
  const tasks = bindTasks({ executor: executor(), type, workers: 1, signal: new AbortController().signal });
  const { data, ...facts } = await pictures.preview({ tasks, path, edge });
  return { ...facts, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64') };
}
