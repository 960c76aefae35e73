import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeFrame, FrameReader } from './frames.ts';

/** Sends values over a stream that breaks them into pieces of the given lengths, again and again. */
function send(values: readonly unknown[], pieceLengths: readonly number[]): unknown[] {
  const received: unknown[] = [];
  const reader = new FrameReader((value) => received.push(value));
  const stream = Buffer.concat(values.flatMap((value) => encodeFrame(value, [])));
  for (let at = 0, i = 0; at < stream.length; i++) {
    const length = pieceLengths[i % pieceLengths.length] ?? stream.length;
    reader.push(stream.subarray(at, at + length));
    at += length;
  }
  return received;
}

test('frames bring any values, however the stream breaks them', () => {
  const value = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true });
  const pieces = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(value), pieces, (values, pieceLengths) => {
      // What cloning within the process gives is what must arrive.
      expect(send(values, pieceLengths)).toEqual(structuredClone(values));
    }),
    { seed: 1 },
  );
});

test('frames bring typed arrays of all kinds and lengths', () => {
  const arrays = [0, 1, 4095, 4096, 100_000].flatMap((length) => [
    new Uint8Array(length).fill(9),
    new Float64Array(length).fill(0.5),
    new BigInt64Array(length).fill(-3n),
    new DataView(new ArrayBuffer(length), length > 8 ? 8 : 0),
  ]);
  const [back] = send([arrays], [777]) as [typeof arrays];
  expect(back).toEqual(arrays);
  expect(back.map((array) => array.constructor)).toEqual(arrays.map((array) => array.constructor));
});

test('a frame takes what is moved away from its owner, whole or through a view', () => {
  const [whole, viewed] = [new Uint8Array(8).fill(1).buffer, new Uint8Array(8).fill(2).buffer];
  const value = { whole, view: new Uint16Array(viewed, 2, 2) };
  const received: unknown[] = [];
  const reader = new FrameReader((one) => received.push(one));
  for (const part of encodeFrame(value, [whole, viewed, whole])) reader.push(part);
  expect(received).toEqual([{ whole: new Uint8Array(8).fill(1).buffer, view: new Uint16Array([0x0202, 0x0202]) }]);
  expect([whole.detached, viewed.detached]).toEqual([true, true]);
});

test('a value that cannot be cloned moves nothing', () => {
  const buffer = new ArrayBuffer(8);
  expect(() => encodeFrame({ buffer, bad: () => 1 }, [buffer])).toThrow('could not be cloned');
  expect(buffer.detached).toBe(false);
});

test('what a process cannot be given is refused', () => {
  const { port1, port2 } = new MessageChannel();
  expect(() => encodeFrame(port1, [port1])).toThrow('cannot be moved to a process');
  expect(() => encodeFrame(new SharedArrayBuffer(8), [])).toThrow('cannot be sent to or from a process');
  port1.close();
  port2.close();
});

test('frames refuse a piece whose length their numbers cannot say, before it is copied', () => {
  // No memory is used: nothing is ever written to it.
  const huge = new ArrayBuffer(2 ** 32);
  for (const [value, moved] of [
    [new Uint8Array(huge), []],
    [[huge, new Uint8Array(huge, 0, 1)], []],
    [huge, [huge]],
  ] as const)
    expect(() => encodeFrame(value, moved)).toThrow('4 GiB or more');
  expect(huge.detached).toBe(false);
});
