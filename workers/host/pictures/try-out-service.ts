// Shows what a job would make of one picture. Only the last request counts. If the real picture takes long, a draft is sent first.
import { bindTasks } from '../../jobs/job-tasks.ts';
import type { JobRegistry } from '../../jobs/job-type.ts';
import type { Picture, TriedOut } from '../../jobs/picture-maker.ts';
import { JobError, toUserError } from '../../jobs/user-error.ts';
import type { FromHost, SentPicture, SentTriedOut, ToHost } from '../../protocol.ts';
import type { JobExecutor } from '../create-executor.ts';

type Request = Extract<ToHost, { kind: 'try-out' }>;

export interface TryOutParts {
  readonly registry: JobRegistry;
  /** Makes the real pictures. Its process is ended if a picture that takes long is not needed any more. */
  readonly full: () => JobExecutor;
  readonly drafts: () => JobExecutor;
  readonly originalOf: (plan: number, index: number) => string | undefined;
  readonly send: (message: FromHost) => void;
}

/** A picture that took no longer gets no draft the next time, in milliseconds. */
const QUICK_MS = 200;

/** How many pictures with their options are remembered as quick. */
const MAX_REMEMBERED = 200;

export class TryOutService {
  readonly #parts: TryOutParts;
  #current: { readonly request: number; readonly controller: AbortController } | undefined;
  readonly #quick = new Set<string>();

  constructor(parts: TryOutParts) {
    this.#parts = parts;
  }

  /** Cancels the request before it. */
  start(request: Request): void {
    this.close();
    const controller = new AbortController();
    this.#current = { request: request.request, controller };
    void this.#run(request, controller.signal);
  }

  cancel(request: number): void {
    if (this.#current?.request === request) this.close();
  }

  close(): void {
    this.#current?.controller.abort(new JobError('CANCELLED'));
    this.#current = undefined;
  }

  /** Never rejects. The real picture begins after the draft, as both at once would slow each other down. */
  async #run(request: Request, signal: AbortSignal): Promise<void> {
    const { full, drafts } = this.#parts;
    const what = costOf(request);
    try {
      if (!this.#quick.has(what)) {
        // Errors of the draft are ignored: the real picture reports them.
        const draft = await this.#make(request, drafts(), signal, true).catch(() => undefined);
        if (draft && !signal.aborted) this.#tell(request, draft);
      }
      const start = performance.now();
      const made = await this.#make(request, full(), signal, false);
      this.#remember(what, performance.now() - start);
      if (!signal.aborted) this.#tell(request, made);
    } catch (error) {
      if (signal.aborted) return;
      this.#parts.send({ kind: 'tried-out', request: request.request, made: null, error: toUserError(error) });
    }
  }

  async #make(request: Request, executor: JobExecutor, signal: AbortSignal, draft: boolean): Promise<TriedOut> {
    const { registry, originalOf } = this.#parts;
    const { type, source, options, known } = request;
    const path = 'path' in source ? source.path : originalOf(source.plan, source.index);
    const pictures = await registry[type]?.pictures?.();
    if (path === undefined || !pictures?.tryOut) throw new JobError('NO_PREVIEW');
    signal.throwIfAborted();
    const tasks = bindTasks({ executor, type, workers: 1, signal });
    return pictures.tryOut({ tasks, path, options, draft, known });
  }

  #tell({ request }: Request, { before, after, ...facts }: TriedOut): void {
    const made: SentTriedOut = { ...facts, before: before && sent(before), after: sent(after) };
    this.#parts.send({ kind: 'tried-out', request, made, error: null });
  }

  #remember(what: string, ms: number): void {
    this.#quick.delete(what);
    if (ms > QUICK_MS) return;
    this.#quick.add(what);
    const [oldest] = this.#quick;
    if (this.#quick.size > MAX_REMEMBERED && oldest !== undefined) this.#quick.delete(oldest);
  }
}

/** Returns the same key for requests that take about as long; quality makes no difference, for example. */
function costOf({ source, options }: Request): string {
  return JSON.stringify([source, { ...Object(options), quality: null }]);
}

function sent({ mime, data }: Picture): SentPicture {
  return { mime, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64') };
}
