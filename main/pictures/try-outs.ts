// Has the host make what a window wants to see of a job before it starts. One picture a window.
import { JobError, message } from '../../workers/jobs/user-error.ts';
import type { FromHost, SentPicture, ToHost } from '../../workers/protocol.ts';
import type { TryOutAnswer, TryOutRequest } from '../contract/pictures.ts';
import type { PlanRelay } from '../host/plan-relay.ts';

export interface TryOutsParts {
  readonly send: (message: ToHost) => void;
  /** @param owner id of the window's web contents */
  readonly tell: (owner: number, answer: TryOutAnswer) => void;
  readonly plans: Pick<PlanRelay, 'pictureRequestOf'>;
}

interface Open {
  readonly owner: number;
  /** As the window calls it. */
  readonly id: string;
}

export class TryOuts {
  readonly #parts: TryOutsParts;
  /** By the number of the request to the host. */
  readonly #open = new Map<number, Open>();
  #nextRequest = 0;

  constructor(parts: TryOutsParts) {
    this.#parts = parts;
  }

  /**
   * @param options parsed
   * @throws {JobError} when the window shows another plan by now
   */
  start(owner: number, { id, plan, index, type, known }: TryOutRequest, options: unknown): void {
    this.cancel(owner);
    const shown = this.#parts.plans.pictureRequestOf(owner, plan);
    if (shown === undefined) throw new JobError('NO_SUCH_PLAN');
    const request = this.#nextRequest++;
    this.#open.set(request, { owner, id });
    this.#parts.send({ kind: 'try-out', request, type, source: { plan: shown, index }, options, known });
  }

  /** Nobody in this window waits any more. */
  cancel(owner: number): void {
    for (const [request, open] of this.#open) {
      if (open.owner !== owner) continue;
      this.#open.delete(request);
      this.#parts.send({ kind: 'cancel-try-out', request });
    }
  }

  /** Takes the host's answer: a draft, the real one, or why there is none. */
  handle({ request, made, error }: Extract<FromHost, { kind: 'tried-out' }>): void {
    const open = this.#open.get(request);
    if (!open) return;
    if (!made?.isDraft) this.#open.delete(request);
    const { owner, id } = open;
    const seen = made && {
      ...made,
      before: made.before && received(made.before),
      after: received(made.after),
    };
    this.#parts.tell(owner, { id, made: seen, error });
  }

  /** The host is gone; its answers will not come. */
  hostLost(): void {
    const error = message('HOST_ENDED');
    for (const { owner, id } of this.#open.values()) this.#parts.tell(owner, { id, made: null, error });
    this.#open.clear();
  }
}

function received({ mime, data }: SentPicture) {
  return { mime, data: new Uint8Array(Buffer.from(data, 'base64')) };
}
