// Has the host plan what a window asks about, and tells that window. One plan a window: a new one ends the one before.
import { message } from '../../workers/jobs/user-error.ts';
import type { FromHost, PlannedJob, ToHost } from '../../workers/protocol.ts';
import type { PlanChanged } from '../contract/api.ts';

interface OpenPlan {
  readonly owner: number;
  /** As the window calls it. */
  readonly id: string;
}

export interface PlanRelayParts {
  readonly send: (message: ToHost) => void;
  /** @param owner id of the window's web contents */
  readonly tell: (owner: number, event: PlanChanged) => void;
}

export class PlanRelay {
  readonly #parts: PlanRelayParts;
  /** By the number of the request to the host. */
  readonly #open = new Map<number, OpenPlan>();
  #nextRequest = 0;

  constructor(parts: PlanRelayParts) {
    this.#parts = parts;
  }

  start(owner: number, id: string, job: PlannedJob): void {
    this.cancel(owner);
    const request = this.#nextRequest++;
    this.#open.set(request, { owner, id });
    this.#parts.send({ kind: 'plan', request, job });
  }

  /** Nobody in this window waits any more. */
  cancel(owner: number): void {
    for (const [request, plan] of this.#open) {
      if (plan.owner !== owner) continue;
      this.#open.delete(request);
      this.#parts.send({ kind: 'cancel-plan', request });
    }
  }

  handle(message: Extract<FromHost, { kind: 'plan' | 'plan-failed' }>): void {
    const open = this.#open.get(message.request);
    if (!open) return;
    const failed = message.kind === 'plan-failed';
    if (failed || message.plan.complete) this.#open.delete(message.request);
    const state = failed ? { plan: null, error: message.error } : { plan: message.plan, error: null };
    this.#parts.tell(open.owner, { id: open.id, ...state });
  }

  /** The host is gone, and with it what it was planning. */
  hostLost(): void {
    const error = message('HOST_ENDED');
    for (const { owner, id } of this.#open.values()) this.#parts.tell(owner, { id, plan: null, error });
    this.#open.clear();
  }
}
