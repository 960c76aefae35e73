// The parts of main that ask the host for something, and take its answers: rows, plans and pictures.
import { webContents } from 'electron';
import type { FromHost, ToHost } from '../../workers/protocol.ts';
import type { Events } from '../contract/api.ts';
import { pictureNames, pictureSources, type SourceParts } from '../pictures/picture-sources.ts';
import { Thumbnails } from '../pictures/thumbnails.ts';
import { TryOuts } from '../pictures/try-outs.ts';
import { ItemFetcher } from './item-fetcher.ts';
import { PlanRelay } from './plan-relay.ts';
import { Previews } from './previews.ts';

export interface HostAnswersParts {
  readonly registry: SourceParts['registry'];
  readonly send: (message: ToHost) => void;
  /** The id that a job's journal is kept under. */
  readonly progressOf: (id: string) => string | undefined;
  /** Where the files of a job are. Asked when a picture is wanted. */
  readonly jobs: () => Pick<SourceParts, 'jobs' | 'results'>;
}

/** What the host sends only when it is asked. */
type Answer = Extract<
  FromHost,
  { kind: 'items' | 'markup' | 'plan' | 'plan-failed' | 'contents' | 'preview' | 'thumbnail' | 'tried-out' }
>;

export class HostAnswers {
  readonly items: ItemFetcher;
  readonly plans: PlanRelay;
  readonly previews: Previews;
  readonly thumbnails: Thumbnails;
  readonly tryOuts: TryOuts;

  constructor({ registry, send, progressOf, jobs }: HostAnswersParts) {
    const items = new ItemFetcher(send, pictureNames(registry), progressOf);
    const plans = new PlanRelay({ send, tell: toWindow('plan:changed') });
    this.items = items;
    this.plans = plans;
    this.previews = new Previews(send);
    this.thumbnails = new Thumbnails({
      send,
      tell: toWindow('thumbnails:made'),
      sourcesOf: (owner, picture) => pictureSources({ registry, items, plans, ...jobs() }, owner, picture),
    });
    this.tryOuts = new TryOuts({ send, tell: toWindow('try-out:made'), plans });
  }

  /** @returns whether the message is for one of them */
  take(message: FromHost): message is Answer {
    if (message.kind === 'items') this.items.settle(message);
    else if (message.kind === 'markup') this.items.settleMarkup(message);
    else if (message.kind === 'plan' || message.kind === 'plan-failed' || message.kind === 'contents')
      this.plans.handle(message);
    else if (message.kind === 'preview') this.previews.settle(message);
    else if (message.kind === 'thumbnail') this.thumbnails.settle(message);
    else if (message.kind === 'tried-out') this.tryOuts.handle(message);
    else return false;
    return true;
  }

  /** The host is gone; its answers will not come. */
  hostLost(): void {
    for (const part of [this.items, this.plans, this.previews, this.thumbnails, this.tryOuts]) part.hostLost();
  }
}

/** Sends an event to one window, if it is still open. */
function toWindow<K extends keyof Events>(name: K): (owner: number, event: Events[K]) => void {
  return (owner, event) => webContents.fromId(owner)?.send(name, event);
}
