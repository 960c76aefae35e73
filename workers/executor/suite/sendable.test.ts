// What can be sent to a worker and back, and what is refused.
import { describe, expect, test } from 'vitest';
import { FutureSource, NotCloneableError } from '../index.ts';
import { EVERY_KIND, PROCESSES, QUEUE, sharing } from '../testing/kinds.ts';

type Hostile = typeof import('../testing/hostile-tasks.ts');
const share = sharing<Hostile>('../testing/hostile-tasks.ts');

class Plain {
  readonly of = 'a class';
  readonly inner = { list: [1] };
}

/** Each with the name under which it is refused. */
const REFUSED: readonly (readonly [name: string, make: () => unknown])[] = [
  ['URL', () => new URL('http://example.com')],
  ['URLSearchParams', () => new URLSearchParams('a=1')],
  ['Headers', () => new Headers({ a: 'b' })],
  ['FormData', () => new FormData()],
  ['Request', () => new Request('http://example.com')],
  ['Response', () => new Response('text')],
  ['ReadableStream', () => new ReadableStream()],
  ['Promise', () => Promise.resolve(1)],
  ['WeakMap', () => new WeakMap()],
  ['function', () => () => 1],
  ['symbol', () => Symbol('odd')],
];

/** Node's types have no WebAssembly. */
function emptyModule(): unknown {
  const { Module } = Reflect.get(globalThis, 'WebAssembly');
  return new Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
}

/** What threads can be given and processes cannot. */
const ONLY_WITHIN_ONE_PROCESS: readonly (readonly [name: string, make: () => unknown])[] = [
  ['Blob', () => new Blob(['text'])],
  ['File', () => new File(['text'], 'name')],
  ['SharedArrayBuffer', () => new SharedArrayBuffer(8)],
  ['Int32Array', () => new Int32Array(new SharedArrayBuffer(8))],
  ['Module', () => emptyModule()],
];

const SENT: readonly (readonly [name: string, make: () => unknown])[] = [
  ['an object of a class', () => new Plain()],
  ['a Map in a Set', () => new Set([new Map([['a', { b: 1n }]])])],
  ['dates and expressions', () => [new Date(5), /a(b)/gi, Object(1), Object('s')]],
  ['an error with a cause', () => new RangeError('x', { cause: { a: 1 } })],
  ['a sparse list', () => Object.assign(new Array(3), { 1: 'middle' })],
  ['a key named __proto__', () => JSON.parse('{"__proto__":{"a":1},"b":2}')],
  ['typed arrays', () => [new Float32Array([1.5]), new BigUint64Array([7n]), new DataView(new ArrayBuffer(3), 1)]],
  ['halves', () => new Float16Array([1.5, -2])],
  ['many halves', () => new Float16Array(5000).fill(0.25)],
  ['a large buffer', () => new Uint8Array(100_000).fill(7).buffer],
];

describe.each(EVERY_KIND)('the $kind', (kind) => {
  test.each(SENT)('sends and brings back %s', (_name, make) =>
    share(kind, async (executor) => {
      expect(await executor.submit('echo', make())).toEqual(structuredClone(make()));
    }),
  );

  test('refuses a Future that nobody has awaited as an argument', () =>
    share(kind, async (executor) => {
      const { future } = new FutureSource();
      const errors = [
        await executor.submit('echo', future).exception(),
        await executor.submit('echo', [future]).exception(),
      ];
      for (const error of errors) expect(error).toBeInstanceOf(NotCloneableError);
      expect(String(errors[0])).toContain('Argument 1 of "echo" cannot be sent to a worker: it is a Future.');
      expect(String(errors[1])).toContain('its [0] is a Future.');
    }));

  test.each(REFUSED)('refuses a %s and names it, as an argument and inside of one', (name, make) =>
    share(kind, async (executor) => {
      const [alone, inside] = await Promise.all([
        executor.submit('echo', make()).exception(),
        executor.submit('echo', { list: [0, { deep: make() }] }).exception(),
      ]);
      for (const error of [alone, inside]) {
        expect(error).toBeInstanceOf(NotCloneableError);
        expect(String(error)).toContain('Argument 1 of "echo"');
        expect(String(error)).toContain(name);
      }
      expect(String(inside)).toContain('.list[1].deep');
      expect(await executor.submit('fine')).toBe('fine');
    }),
  );

  test.each(REFUSED.map(([name]) => name).filter((name) => !/^Re/.test(name) || name === 'ReadableStream'))(
    'refuses a %s as a result and names it',
    (name) =>
      share(kind, async (executor) => {
        const error = await executor.submit('makeUnsendable', name).exception();
        expect(error).toBeInstanceOf(NotCloneableError);
        expect(String(error)).toContain('The result of "makeUnsendable"');
        expect(String(error)).toContain(name);
        expect(await executor.submit('fine')).toBe('fine');
      }),
  );

  test('sends and brings back a DOMException', () =>
    share(kind, async (executor) => {
      const mine = new DOMException('stop', 'AbortError');
      const value = { list: [mine, mine], map: new Map([['a', new Set([mine])]]), other: { a: 1 } };
      const back = (await executor.submit('echo', value)) as typeof value;
      expect(back).toEqual(structuredClone(value));
      expect(back.list[0]).toBeInstanceOf(DOMException);
      expect(back.list[0]).toMatchObject({ name: 'AbortError', message: 'stop', code: 20 });
      expect(back.list[0]).toBe(back.list[1]);
      expect(back.map.get('a')?.has(back.list[0] as DOMException)).toBe(true);
      expect(value.list[0]).toBe(mine);
    }));

  test.each([8, 5000])('leaves two views of one buffer of %i bytes together, there and back', (length) =>
    share(kind, async (executor) => {
      const buffer = new ArrayBuffer(length);
      expect(await executor.submit('shareMemory', new Uint8Array(buffer), new Uint8Array(buffer))).toBe(true);
      const value = { bytes: new Uint8Array(buffer, 3), words: new Uint16Array(buffer, 2), buffer };
      const back = (await executor.submit('echo', value)) as typeof value;
      expect(back.bytes.buffer).toBe(back.buffer);
      expect(back.words.buffer).toBe(back.buffer);
      expect([back.bytes.byteOffset, back.words.byteOffset, back.buffer.byteLength]).toEqual([3, 2, length]);
      const own = await executor.submit('sharedViews');
      expect(own.bytes.buffer).toBe(own.buffer);
      expect(own.words.buffer).toBe(own.buffer);
    }),
  );

  test('leaves views of one buffer together where the buffer itself is not sent', () =>
    share(kind, async (executor) => {
      const buffer = new Uint8Array(64).map((_, i) => i).buffer;
      const value = { one: new Uint8Array(buffer, 5, 9), two: new Float64Array(buffer, 8, 2) };
      const { one, two } = (await executor.submit('echo', value)) as typeof value;
      expect(one).toEqual(new Uint8Array(buffer, 5, 9));
      expect(two).toEqual(new Float64Array(buffer, 8, 2));
      expect(one.buffer).toBe(two.buffer);
    }));

  test.each(ONLY_WITHIN_ONE_PROCESS)(
    'takes a %s where it stays within the process, and refuses it by name where not',
    (name, make) =>
      share(kind, async (executor) => {
        const future = executor.submit('kindOf', make());
        if (kind !== PROCESSES && kind !== QUEUE) {
          expect(await future).toContain(name);
          return;
        }
        const error = await future.exception();
        expect(error).toBeInstanceOf(NotCloneableError);
        expect(String(error)).toContain(name === 'Int32Array' ? 'SharedArrayBuffer' : name);
        expect(await executor.submit('fine')).toBe('fine');
      }),
  );

  test('takes objects of a class again after one that held what cannot be sent', () =>
    share(kind, async (executor) => {
      class Holder {
        readonly held: unknown;
        constructor(held: unknown) {
          this.held = held;
        }
      }
      for (const held of [new URL('http://example.com'), () => 1]) {
        expect(await executor.submit('echo', new Holder(held)).exception()).toBeInstanceOf(NotCloneableError);
      }
      expect(await executor.submit('echo', new Holder(1))).toEqual({ held: 1 });
    }));

  test('takes the arguments of a function with a read-only rest', () =>
    share(kind, async (executor) => {
      const text: string = await executor.submit('joined', 'a', 'b');
      expect(text).toBe('a b');
    }));
});
