// Makes all pictures that the host sends to the window. One process makes thumbnails, one previews, and one drafts of previews.
import { availableParallelism } from 'node:os';
import type { JobRegistry } from '../../jobs/job-type.ts';
import type { FromHost, ToHost } from '../../protocol.ts';
import type { JobExecutor } from '../create-executor.ts';
import { IsolatedExecutor } from '../isolated-executor.ts';
import type { ItemTable } from '../item-table.ts';
import { answerMarkup, type MarkupMessage } from './markup-service.ts';
import { Pacer } from './pacer.ts';
import { answerPreview } from './preview-service.ts';
import { ThumbnailService } from './thumbnail-service.ts';
import { TryOutService } from './try-out-service.ts';

export interface PictureParts {
  readonly registry: JobRegistry;
  /** Creates an executor of one process. `idle`: it runs only when nothing else does. */
  readonly apart: (priority: 'usual' | 'idle') => JobExecutor;
  /** Returns the absolute path of an original of an open plan. */
  readonly originalOf: (plan: number, index: number) => string | undefined;
  readonly send: (message: FromHost) => void;
}

type PictureMessage = Extract<
  ToHost,
  { kind: 'thumbnail' | 'cancel-thumbnail' | 'preview' | 'try-out' | 'cancel-try-out' }
>;

export class PictureService {
  readonly #parts: PictureParts;
  readonly #pacer = new Pacer({ cores: availableParallelism(), now: () => performance.now() });
  readonly #small: IsolatedExecutor;
  readonly #large: IsolatedExecutor;
  readonly #drafts: IsolatedExecutor;
  readonly #tryOuts: TryOutService;
  readonly #thumbnails: ThumbnailService;

  constructor(parts: PictureParts) {
    this.#parts = parts;
    this.#small = new IsolatedExecutor(() => parts.apart('idle'));
    this.#large = new IsolatedExecutor(() => parts.apart('usual'));
    this.#drafts = new IsolatedExecutor(() => parts.apart('usual'));
    this.#tryOuts = new TryOutService({
      ...parts,
      full: () => this.#large.get(),
      drafts: () => this.#drafts.get(),
    });
    this.#thumbnails = new ThumbnailService({ ...parts, executor: () => this.#small.get(), pacer: this.#pacer });
  }

  handle(message: PictureMessage): void {
    switch (message.kind) {
      case 'thumbnail':
        this.#thumbnails.make(message);
        break;
      case 'cancel-thumbnail':
        this.#thumbnails.cancel(message.request);
        break;
      case 'try-out':
        this.#tryOuts.start(message);
        break;
      case 'cancel-try-out':
        this.#tryOuts.cancel(message.request);
        break;
      case 'preview':
        void answerPreview({ ...this.#parts, executor: () => this.#large.get() }, message);
    }
  }

  /** @param rows rows of the job that it asks about */
  markup(message: MarkupMessage, rows: Promise<ItemTable | undefined>): Promise<void> {
    return answerMarkup({ ...this.#parts, executor: () => this.#large.get() }, message, rows);
  }

  /** Call this when jobs start or end: they have priority over thumbnails. */
  busy(isBusy: boolean): void {
    this.#pacer.busy(isBusy);
  }

  pids(): number[] {
    return this.#executors.flatMap((executor) => executor.pids());
  }

  /** Kills processes that take more than so many bytes. @returns whether there was one */
  killLargerThan(bytes: number): boolean {
    return this.#executors.map((executor) => executor.killLargerThan(bytes)).includes(true);
  }

  async close(): Promise<void> {
    this.#thumbnails.close();
    this.#tryOuts.close();
    await Promise.all(this.#executors.map((executor) => executor.shutdown()));
  }

  get #executors(): readonly IsolatedExecutor[] {
    return [this.#small, this.#large, this.#drafts];
  }
}
