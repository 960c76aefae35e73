import { beforeEach, expect, it, vi } from 'vitest';
import type { ToHost } from '../../workers/protocol.ts';
import type { ThumbnailMade } from '../contract/pictures.ts';
import { Thumbnails } from './thumbnails.ts';

let sent: ToHost[];
let answers: [owner: number, made: ThumbnailMade][];
let thumbnails: Thumbnails;

beforeEach(() => {
  sent = [];
  answers = [];
  thumbnails = new Thumbnails({
    send: (message) => sent.push(message),
    tell: (owner, made) => answers.push([owner, made]),
    sourcesOf: async (_owner, picture) => {
      if (picture.of !== 'item') return [];
      return [{ path: `/results/${picture.item}.jpg` }, { path: `/originals/${picture.item}.jpg` }];
    },
  });
});

const wanted = (item: number) => ({ key: `row ${item}`, picture: { of: 'item', id: 'job', item }, edge: 96 }) as const;
const made = { mime: 'image/webp', data: Buffer.from('picture').toString('base64'), alpha: false };
const error = { code: 'ENOENT' } as const;
const asked = () => sent.filter((one) => one.kind === 'thumbnail');

async function untilAsked(count: number) {
  await vi.waitUntil(() => asked().length >= count, { interval: 1, timeout: 120_000 });
  return asked()[count - 1] ?? expect.unreachable();
}

it('has one made at a time, and tells the window that has it in sight', async () => {
  thumbnails.want(1, [wanted(0), wanted(1)]);
  const first = await untilAsked(1);
  expect(first.source).toEqual({ path: '/results/0.jpg' });
  expect(sent).toHaveLength(1);
  thumbnails.settle({ kind: 'thumbnail', request: first.request, thumbnail: made, error: null });
  await untilAsked(2);
  expect(answers).toEqual([
    [
      1,
      { key: 'row 0', thumbnail: { mime: 'image/webp', data: new Uint8Array(Buffer.from('picture')), alpha: false } },
    ],
  ]);
});

it('tries the original where there is no result any more, and says so when neither can be shown', async () => {
  thumbnails.want(1, [wanted(3)]);
  for (const count of [1, 2]) {
    const { request } = await untilAsked(count);
    thumbnails.settle({ kind: 'thumbnail', request, thumbnail: null, error });
  }
  await vi.waitUntil(() => answers.length > 0, { timeout: 120_000 });
  expect(asked().map(({ source }) => source)).toEqual([{ path: '/results/3.jpg' }, { path: '/originals/3.jpg' }]);
  expect(answers).toEqual([[1, { key: 'row 3', thumbnail: null }]]);
});

it('what is scrolled away is cancelled and not answered; what stays in sight goes on', async () => {
  thumbnails.want(1, [wanted(0), wanted(1), wanted(2)]);
  const first = await untilAsked(1);
  thumbnails.want(1, [wanted(2)]);
  const second = await untilAsked(2);
  expect(sent.map(({ kind }) => kind)).toEqual(['thumbnail', 'cancel-thumbnail', 'thumbnail']);
  expect(sent[1]).toMatchObject({ request: first.request });
  expect(second.source).toEqual({ path: '/results/2.jpg' });
  thumbnails.want(1, [wanted(2)]);
  thumbnails.settle({ kind: 'thumbnail', request: second.request, thumbnail: made, error: null });
  await vi.waitUntil(() => answers.length > 0, { timeout: 120_000 });
  expect(answers.map(([, { key }]) => key)).toEqual(['row 2']);
  expect(asked()).toHaveLength(2);
});

it('asks the next host when one is lost', async () => {
  thumbnails.want(1, [wanted(0)]);
  await untilAsked(1);
  thumbnails.hostLost();
  const again = await untilAsked(2);
  expect(again.source).toEqual({ path: '/results/0.jpg' });
});
