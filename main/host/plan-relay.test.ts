import { beforeEach, describe, expect, it } from 'vitest';
import { emptyPlan } from '../../workers/plan/job-plan.ts';
import type { ToHost } from '../../workers/protocol.ts';
import type { PlanChanged } from '../contract/api.ts';
import { PlanRelay } from './plan-relay.ts';

const job = { type: 'zip', inputs: ['/a'], options: {} };
let sent: ToHost[];
let answers: [owner: number, event: PlanChanged][];
let relay: PlanRelay;

beforeEach(() => {
  sent = [];
  answers = [];
  relay = new PlanRelay({
    send: (message) => sent.push(message),
    tell: (owner, event) => answers.push([owner, event]),
  });
});

it('tells the window that asked, under the name it gave', () => {
  relay.start(1, 'first', job);
  relay.start(2, 'other', job);
  relay.handle({ kind: 'plan', request: 0, plan: { ...emptyPlan, files: 3 } });
  expect(answers).toEqual([[1, { id: 'first', plan: { ...emptyPlan, files: 3 }, error: null }]]);
});

it('a new plan ends the one before, whose late words are dropped', () => {
  relay.start(1, 'first', job);
  relay.start(1, 'second', job);
  expect(sent.map((message) => message.kind)).toEqual(['plan', 'cancel-plan', 'plan']);
  relay.handle({ kind: 'plan', request: 0, plan: emptyPlan });
  relay.handle({ kind: 'plan', request: 1, plan: emptyPlan });
  expect(answers.map(([, { id }]) => id)).toEqual(['second']);
});

it('a complete plan is kept until nobody looks at it any more', () => {
  relay.start(1, 'first', job);
  relay.handle({ kind: 'plan', request: 0, plan: { ...emptyPlan, complete: true } });
  expect(relay.requestOf(1, 'first')).toBe(0);
  expect(relay.requestOf(2, 'first')).toBeUndefined();
  relay.cancel(1);
  expect(relay.requestOf(1, 'first')).toBeUndefined();
  expect(relay.pictureRequestOf(1, 'first')).toBe(0);
  expect(relay.pictureRequestOf(2, 'first')).toBeUndefined();
  expect(sent.map((message) => message.kind)).toEqual(['plan', 'cancel-plan']);
});

describe('a question about contents', () => {
  const query = { kind: 'choose', what: { found: '' }, chosen: false } as const;
  const answer = {
    counts: { entries: 0, files: 0, bytes: 0, fates: emptyPlan.fates, of: 3 },
    total: 0,
    rows: [],
    selection: ['3/'],
  };

  it('goes to the plan that the window looks at', async () => {
    relay.start(1, 'first', job);
    const asked = relay.ask(1, 'first', query);
    expect(sent.at(-1)).toEqual({ kind: 'contents', request: 0, plan: 0, query });
    relay.handle({ kind: 'contents', request: 0, answer, error: null });
    expect(await asked).toEqual(answer);
    await expect(relay.ask(1, 'other', query)).rejects.toMatchObject({ code: 'NO_SUCH_PLAN' });
    await expect(relay.ask(2, 'first', query)).rejects.toMatchObject({ code: 'NO_SUCH_PLAN' });
  });

  it('fails with the host', async () => {
    relay.start(1, 'first', job);
    const asked = relay.ask(1, 'first', query);
    relay.hostLost();
    await expect(asked).rejects.toMatchObject({ code: 'HOST_ENDED' });
  });
});

it('says why a plan failed, also when the host was lost under it', () => {
  const error = { code: 'NO_ROOM' } as const;
  relay.start(1, 'first', job);
  relay.handle({ kind: 'plan-failed', request: 0, error });
  relay.start(1, 'second', job);
  relay.hostLost();
  expect(answers.map(([, { id, error: why }]) => [id, why?.code])).toEqual([
    ['first', 'NO_ROOM'],
    ['second', 'HOST_ENDED'],
  ]);
});
