// Makes thumbnails for the window: one at a time, in a process of its own with the lowest priority, and rarely while a job runs.
import { bindTasks } from '../../jobs/job-tasks.ts';
import type { JobRegistry } from '../../jobs/job-type.ts';
import { JobError, toUserError } from '../../jobs/user-error.ts';
import type { FromHost, SentThumbnail, ToHost } from '../../protocol.ts';
import type { JobExecutor } from '../create-executor.ts';
import type { Pacer } from './pacer.ts';

type Request = Extract<ToHost, { kind: 'thumbnail' }>;

export interface ThumbnailParts {
  readonly registry: JobRegistry;
  readonly executor: () => JobExecutor;
  readonly pacer: Pacer;
  /** Returns the absolute path of an original of an open plan. */
  readonly originalOf: (plan: number, index: number) => string | undefined;
  readonly send: (message: FromHost) => void;
}

export class ThumbnailService {
  readonly #parts: ThumbnailParts;
  readonly #waiting = new Map<number, AbortController>();
  /** Resolves when all earlier requests have ended. */
  #last: Promise<void> = Promise.resolve();

  constructor(parts: ThumbnailParts) {
    this.#parts = parts;
  }

  /** Makes a thumbnail and sends it in a message, unless the request is cancelled before. */
  make(request: Request): void {
    const controller = new AbortController();
    this.#waiting.set(request.request, controller);
    this.#last = this.#last.then(() => this.#answer(request, controller.signal));
  }

  cancel(request: number): void {
    this.#waiting.get(request)?.abort(new JobError('CANCELLED'));
  }

  close(): void {
    for (const controller of this.#waiting.values()) controller.abort(new JobError('CANCELLED'));
  }

  async #answer(request: Request, signal: AbortSignal): Promise<void> {
    const answer = await this.#make(request, signal).then(
      (thumbnail) => ({ thumbnail, error: null }),
      (error: unknown) => ({ thumbnail: null, error: toUserError(error) }),
    );
    this.#waiting.delete(request.request);
    if (!signal.aborted) this.#parts.send({ kind: 'thumbnail', request: request.request, ...answer });
  }

  async #make({ source, edge }: Request, signal: AbortSignal): Promise<SentThumbnail> {
    const { registry, executor, pacer, originalOf } = this.#parts;
    signal.throwIfAborted();
    const path = 'path' in source ? source.path : originalOf(source.plan, source.index);
    const [type, maker] = Object.entries(registry).find(([, job]) => job.pictures) ?? [];
    if (path === undefined || type === undefined || !maker?.pictures) throw new JobError('NO_PREVIEW');
    const pictures = await maker.pictures();
    await pacer.turn(signal);
    // A thumbnail that has begun is not aborted: it takes only a moment, and aborting it would end its process.
    const tasks = bindTasks({ executor: executor(), type, workers: 1, signal: NEVER });
    const { data, cpuMs, ...facts } = await pictures.thumbnail({ tasks, path, edge });
    pacer.spent(cpuMs);
    return { ...facts, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64') };
  }
}

const NEVER = new AbortController().signal;
