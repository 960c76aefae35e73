// Has the host plan what a window asks about, and tells that window. One plan a window: a new one ends the one before.

import { JobError, message } from '../../workers/jobs/user-error.ts';
import { PendingAnswers } from '../../workers/pending-answers.ts';
import type { ContentsAnswer, ContentsQuery } from '../../workers/plan/plan-contents.ts';
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
  /** By the number of the request to the host, until the window looks at another. */
  readonly #open = new Map<number, OpenPlan>();
  readonly #questions = new PendingAnswers<ContentsAnswer>();
  /** The last that each window has looked at before, by owner. */
  readonly #previous = new Map<number, { readonly id: string; readonly request: number }>();
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

  /** Nobody in this window looks at it any more. */
  cancel(owner: number): void {
    for (const [request, plan] of this.#open) {
      if (plan.owner !== owner) continue;
      this.#open.delete(request);
      this.#previous.set(owner, { id: plan.id, request });
      this.#parts.send({ kind: 'cancel-plan', request });
    }
  }

  /** The number of the plan that a window looks at by this id; undefined when it looks at another. */
  requestOf(owner: number, id: string): number | undefined {
    return [...this.#open].find(([, open]) => open.owner === owner && open.id === id)?.[0];
  }

  /** As `requestOf`, and of the plan before: its pictures can be seen while the next one is being made. */
  pictureRequestOf(owner: number, id: string): number | undefined {
    const previous = this.#previous.get(owner);
    return this.requestOf(owner, id) ?? (previous?.id === id ? previous.request : undefined);
  }

  /**
   * Asks about the contents of the inputs of the plan that a window looks at.
   * @throws {JobError} when it looks at another by now, or the host is gone
   */
  async ask(owner: number, id: string, query: ContentsQuery): Promise<ContentsAnswer> {
    const plan = this.requestOf(owner, id);
    if (plan === undefined) throw new JobError('NO_SUCH_PLAN');
    return this.#questions.ask((request) => this.#parts.send({ kind: 'contents', request, plan, query }));
  }

  handle(message: Extract<FromHost, { kind: 'plan' | 'plan-failed' | 'contents' }>): void {
    if (message.kind === 'contents') {
      const { request, answer, error } = message;
      if (error) this.#questions.reject(request, error);
      else this.#questions.resolve(request, answer);
      return;
    }
    const open = this.#open.get(message.request);
    if (!open) return;
    const failed = message.kind === 'plan-failed';
    if (failed) this.#open.delete(message.request);
    const state = failed ? { plan: null, error: message.error } : { plan: message.plan, error: null };
    this.#parts.tell(open.owner, { id: open.id, ...state });
  }

  /** The host is gone, and with it what it was planning and what it knew of contents. */
  hostLost(): void {
    const error = message('HOST_ENDED');
    for (const { owner, id } of this.#open.values()) this.#parts.tell(owner, { id, plan: null, error });
    this.#open.clear();
    this.#previous.clear();
    this.#questions.lost();
  }
}
