// All that the host shows of pictures, and the processes that make it: one for thumbnails and one for what is looked at.
import { availableParallelism } from 'node:os';
import type { JobRegistry } from '../../jobs/job-type.ts';
import type { FromHost, ToHost } from '../../protocol.ts';
import type { JobExecutor } from '../create-executor.ts';
import { IsolatedExecutor } from '../isolated-executor.ts';
import { Pacer } from './pacer.ts';
import { answerPreview } from './preview-service.ts';
import { ThumbnailService } from './thumbnail-service.ts';

export interface PictureParts {
  readonly registry: JobRegistry;
  /** Makes an executor of one process. `idle`: it gives way to everything. */
  readonly apart: (priority: 'usual' | 'idle') => JobExecutor;
  /** Absolute path of an original of a plan that is open. */
  readonly originalOf: (plan: number, index: number) => string | undefined;
  readonly send: (message: FromHost) => void;
}

type PictureMessage = Extract<ToHost, { kind: 'thumbnail' | 'cancel-thumbnail' | 'preview' }>;

export class PictureService {
  readonly #parts: PictureParts;
  readonly #pacer = new Pacer({ cores: availableParallelism(), now: () => performance.now() });
  readonly #small: IsolatedExecutor;
  readonly #large: IsolatedExecutor;
  readonly #thumbnails: ThumbnailService;

  constructor(parts: PictureParts) {
    this.#parts = parts;
    this.#small = new IsolatedExecutor(() => parts.apart('idle'));
    this.#large = new IsolatedExecutor(() => parts.apart('usual'));
    this.#thumbnails = new ThumbnailService({ ...parts, executor: () => this.#small.get(), pacer: this.#pacer });
  }

  handle(message: PictureMessage): void {
    if (message.kind === 'thumbnail') this.#thumbnails.make(message);
    else if (message.kind === 'cancel-thumbnail') this.#thumbnails.cancel(message.request);
    else void answerPreview({ ...this.#parts, executor: () => this.#large.get() }, message);
  }

  /** Whether jobs run, which come first. */
  busy(isBusy: boolean): void {
    this.#pacer.busy(isBusy);
  }

  pids(): number[] {
    return [...this.#small.pids(), ...this.#large.pids()];
  }

  /** Kills processes that take more than so many bytes. @returns whether there was one */
  killLargerThan(bytes: number): boolean {
    return [this.#small, this.#large].map((executor) => executor.killLargerThan(bytes)).includes(true);
  }

  async close(): Promise<void> {
    this.#thumbnails.close();
    await Promise.all([this.#small.shutdown(), this.#large.shutdown()]);
  }
}
