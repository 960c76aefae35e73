// What stands in AVIF and HEIC files beside the picture.
import { describe, expect, it } from 'vitest';
import { readHeif } from './heif.ts';

function box(type: string, ...content: readonly (Buffer | string | readonly number[])[]): Buffer {
  const parts = content.map((one) => (typeof one === 'string' ? Buffer.from(one, 'latin1') : Buffer.from(one)));
  const whole = Buffer.concat([Buffer.alloc(8), ...parts]);
  whole.writeUInt32BE(whole.length, 0);
  whole.write(type, 4, 'latin1');
  return whole;
}

const item = (id: number, type: string, hidden = false) =>
  box('infe', [2, 0, 0, hidden ? 1 : 0, 0, id, 0, 0], `${type}\0`);
const refers = (type: string, from: number, ...to: readonly number[]) =>
  box(type, [0, from, 0, to.length, ...to.flatMap((id) => [0, id])]);
const numbered = (primaries: number) => box('colr', 'nclx', [0, primaries, 0, 13, 0, 6, 0x80]);

interface Parts {
  readonly items: readonly Buffer[];
  readonly references?: readonly Buffer[];
  readonly properties?: readonly Buffer[];
  /** Numbers of properties, from 1, by item. */
  readonly associations?: Readonly<Record<number, number>>;
}

function heif({ items, references = [], properties = [], associations = {} }: Parts): Buffer {
  const pairs = Object.entries(associations);
  return Buffer.concat([
    box('ftyp', 'avif\0\0\0\0mif1'),
    box(
      'meta',
      [0, 0, 0, 0],
      box('pitm', [0, 0, 0, 0, 0, 1]),
      box('iinf', [0, 0, 0, 0, 0, items.length], ...items),
      box('iref', [0, 0, 0, 0], ...references),
      box(
        'iprp',
        box('ipco', ...properties),
        box('ipma', [0, 0, 0, 0, 0, 0, 0, pairs.length], ...pairs.map(([id, one]) => [0, Number(id), 1, one])),
      ),
    ),
  ]);
}

const extrasOf = (file: Buffer) => [...readHeif(file).extras].sort();

describe('beside the picture of an AVIF or a HEIC', () => {
  it('parts, thumbnails and alpha are no pictures of their own', () => {
    const alpha = box('auxC', [0, 0, 0, 0], 'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0');
    const items = [item(1, 'grid'), item(2, 'hvc1'), item(3, 'hvc1'), item(4, 'hvc1'), item(5, 'hvc1', true)];
    const references = [refers('dimg', 1, 2), refers('thmb', 3, 1), refers('auxl', 4, 1)];
    expect(extrasOf(heif({ items, references, properties: [alpha] }))).toEqual([]);
  });

  it('a second picture is one', () => {
    expect(extrasOf(heif({ items: [item(1, 'hvc1'), item(2, 'hvc1')] }))).toEqual(['more-pictures']);
  });

  it.each([
    ['urn:com:apple:photo:2020:aux:hdrgainmap', 'gain-map'],
    ['urn:mpeg:hevc:2015:auxid:2', 'depth-map'],
    ['urn:mpeg:mpegB:cicp:systems:auxiliary:depth', 'depth-map'],
  ])('%s is a %s', (name, extra) => {
    const properties = [box('auxC', [0, 0, 0, 0], `${name}\0`)];
    const file = heif({ items: [item(1, 'hvc1'), item(2, 'hvc1')], references: [refers('auxl', 2, 1)], properties });
    expect(extrasOf(file)).toEqual([extra]);
  });

  it('a picture that is made of another and a gain map has one', () => {
    const items = [item(1, 'av01'), item(2, 'av01', true), item(3, 'tmap')];
    expect(extrasOf(heif({ items, references: [refers('dimg', 3, 1, 2)] }))).toEqual(['gain-map']);
  });

  it('a film behind the picture is reported', () => {
    const file = Buffer.concat([heif({ items: [item(1, 'hvc1')] }), box('mpvd', 'film')]);
    expect(extrasOf(file)).toEqual(['motion-photo', 'other-data']);
  });

  it('colours of another picture do not count', () => {
    const properties = [numbered(9), numbered(12)];
    const items = [item(1, 'av01'), item(2, 'av01', true)];
    const file = heif({ items, properties, associations: { 1: 2, 2: 1 } });
    expect(readHeif(file).nclx).toEqual({ primaries: 12, transfer: 13 });
  });
});
