// A hundred values that are seldom sent, each with a name.

import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { BlockList, SocketAddress } from 'node:net';
import { createHistogram } from 'node:perf_hooks';
import { createContext, runInContext } from 'node:vm';

type Makers = Readonly<Record<string, () => unknown>>;

class Plain {
  readonly own = 1;
  #hidden = 2;
  get hidden(): number {
    return this.#hidden;
  }
}

class List extends Array<number> {}
class Dictionary extends Map<string, number> {}
class Failure extends TypeError {
  readonly status = 500;
}
class Bytes extends Uint8Array {}

/** Flags that the compiler does not know. */
const SETS = ['g', 'v'].join('');

const PRIMITIVES: Makers = {
  undefined: () => undefined,
  null: () => null,
  true: () => true,
  'minus zero': () => -0,
  'not a number': () => Number.NaN,
  'minus Infinity': () => Number.NEGATIVE_INFINITY,
  'the least double': () => Number.MIN_VALUE,
  '2 ** 53 + 1': () => 2 ** 53 + 2,
  '2 ** 31': () => 2 ** 31,
  '-(2 ** 31)': () => -(2 ** 31),
  'a small BigInt': () => -1n,
  'a BigInt of 64 bits': () => 2n ** 64n,
  'a BigInt of 5000 bits': () => -(2n ** 5000n),
  'no text': () => '',
  'a text of one surrogate': () => '\ud800',
  'a text with zeros': () => 'a\0b',
  'a text beyond Latin-1': () => 'äöü € 👋🏽',
  'a text of a hundred thousand': () => 'é'.repeat(100_000),
};

const PLAIN_OBJECTS: Makers = {
  'a number in a box': () => Object(-0),
  'a text in a box': () => Object('text'),
  'a truth in a box': () => Object(false),
  'a BigInt in a box': () => Object(7n),
  'an invalid date': () => new Date(Number.NaN),
  'the first date': () => new Date(-8.64e15),
  'an expression with all flags': () => /(?<year>\d+)/dgimsuy,
  'an expression with sets, half used': () => Object.assign(new RegExp('[\\p{L}--a]', SETS), { lastIndex: 3 }),
  'an empty list': () => [],
  'a list of holes': () => new Array(5),
  'a list with a hole at its end': () => Object.assign(new Array(4), { 1: 'x' }),
  'a list with undefined and a hole': () => Object.assign(new Array(3), { 0: undefined, 2: null }),
  'a list with names': () => Object.assign([1, 2], { name: 'x', '-1': 'y' }),
  'the longest list': () => Object.assign(new Array(2 ** 32 - 1), { 4000000000: 'far' }),
  'an object without a prototype': () => Object.assign(Object.create(null), { a: 1 }),
  'an object with a key __proto__': () => JSON.parse('{"__proto__": {"a": 1}, "constructor": 5}'),
  'an object with numbers for keys': () => ({ 2: 'b', 1: 'a', '-1': 'c', '01': 'd', '4294967295': 'e' }),
  'an object with a symbol for a key': () => ({ [Symbol('s')]: 1, a: 2 }),
  'an object with a symbol for a key that holds a function': () => ({ [Symbol.iterator]: () => 1, a: 2 }),
  'an object with a hidden function': () => Object.defineProperty({ a: 1 }, 'hidden', { value: () => 1 }),
  'an object with a getter': () => ({
    get now() {
      return 'computed';
    },
  }),
  'an object with a setter': () => ({ set into(_value: unknown) {} }),
  'an object with a getter that throws': () => ({
    get never(): never {
      throw new RangeError('do not look');
    },
  }),
  'an object with toJSON': () => ({ toJSON: 5, a: new Date(0) }),
  // biome-ignore lint/suspicious/noThenProperty: this is what is sent.
  'an object with a then that is no function': () => ({ then: 1 }),
  'a frozen object': () => Object.freeze({ a: Object.freeze([1]) }),
  'an object of a class': () => new Plain(),
  'a list of a class': () => List.of(1, 2),
  'a Map of a class': () => new Dictionary([['a', 1]]),
  'an object that inherits': () => Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } }),
  arguments: () =>
    (function () {
      // biome-ignore lint/complexity/noArguments: this is what is sent.
      return arguments;
    })(),
  'an object of another realm': () => runInContext('({ list: [new Map([[1, new Date(0)]])] })', createContext()),
  'an object that holds itself': () => {
    const object: Record<string, unknown> = {};
    object.self = { list: [object] };
    return object;
  },
  'one object twice': () => {
    const object = { a: 1 };
    return [object, object, new Set([object])];
  },
  'a chain of a thousand': () => {
    let chain: unknown = 'end';
    for (let i = 0; i < 1000; i++) chain = { chain };
    return chain;
  },
  'a Map in itself': () => {
    const map = new Map<unknown, unknown>([[Number.NaN, -0]]);
    return map.set(map, map).set('set', new Set([map]));
  },
  'a large Map': () => new Map(Array.from({ length: 2000 }, (_, i) => [i, { i }] as const)),
  'a Set of odd numbers': () => new Set([Number.NaN, 0, undefined, null, 1n]),
  'a Set with a name': () => Object.assign(new Set([1]), { name: 'x' }),
  'an object with a Date and its twin': () => ({ one: new Date(5), two: new Date(5) }),
};

const ERRORS: Makers = {
  'an error': () => new Error('message'),
  'an error without a message': () => new Error(),
  'an error of a class': () => new Failure('message'),
  'an error with a cause': () => new RangeError('outer', { cause: new TypeError('inner', { cause: 1 }) }),
  'an error with undefined for a cause': () => new Error('x', { cause: undefined }),
  'an error that is its cause': () => {
    const error = new Error('cyclic');
    error.cause = { error };
    return error;
  },
  'several errors': () => new AggregateError([new RangeError('one')], 'several', { cause: 'cause' }),
  'a suppressed error': () => new SuppressedError(new Error('one'), new Error('two'), 'both'),
  'an error with a code': () => Object.assign(new Error('x'), { code: 'ENOENT' }),
  'an error of an odd name': () => Object.assign(new Error('x'), { name: 'OddError' }),
  'an error whose name is a number': () => Object.assign(new Error('x'), { name: 5 }),
  'an error whose message is a number': () => Object.defineProperty(new Error('x'), 'message', { value: 5 }),
  'an error without a stack': () => Object.defineProperty(new Error('x'), 'stack', { value: undefined }),
  'an error of another realm': () => runInContext("new RangeError('elsewhere')", createContext()),
  'a DOMException': () => new DOMException('stop', 'AbortError'),
  'a DOMException of no known name': () => new DOMException('odd', 'OddError'),
  'the cause of an error that is a DOMException': () =>
    new Error('x', { cause: new DOMException('stop', 'DataError') }),
};

const MEMORY: Makers = {
  'no bytes': () => new ArrayBuffer(0),
  'three bytes': () => new Uint8Array([1, 2, 3]).buffer,
  'bytes that can grow': () => new ArrayBuffer(8, { maxByteLength: 64 }),
  'a view of bytes that can grow': () => new Uint8Array(new ArrayBuffer(8, { maxByteLength: 64 })),
  'a part of bytes that can grow': () => new Uint16Array(new ArrayBuffer(8, { maxByteLength: 64 }), 2, 2),
  'a view beyond the bytes that there are': () => {
    const buffer = new ArrayBuffer(16, { maxByteLength: 64 });
    const view = new Uint8Array(buffer, 8, 8);
    buffer.resize(4);
    return view;
  },
  'detached bytes': () => {
    const buffer = new ArrayBuffer(8);
    buffer.transfer();
    return buffer;
  },
  'a view of detached bytes': () => {
    const view = new Uint8Array(8);
    view.buffer.transfer();
    return view;
  },
  'every kind of view': () => [
    new Int8Array([-1]),
    new Uint8ClampedArray([300]),
    new Int16Array([-2]),
    new Uint16Array([3]),
    new Int32Array([-4]),
    new Uint32Array([5]),
    new Float32Array([1.5]),
    new Float64Array([-0, Number.NaN]),
    new BigInt64Array([-6n]),
    new BigUint64Array([7n]),
    new DataView(new ArrayBuffer(4)),
  ],
  'views of a part': () => [new DataView(new ArrayBuffer(4), 1, 2), new Uint8Array(new ArrayBuffer(9), 2, 3)],
  'a DataView of detached bytes': () => {
    const view = new DataView(new ArrayBuffer(8));
    view.buffer.transfer();
    return view;
  },
  'views without a length': () => [new Uint8Array(), new Float64Array(), new DataView(new ArrayBuffer(0))],
  'a view of a class': () => new Bytes([1, 2]),
  'a view with a name': () => Object.assign(new Uint8Array([1]), { name: 'x' }),
  'two views of bytes that can grow, and they': () => {
    const buffer = new ArrayBuffer(16, { maxByteLength: 64 });
    return [new Uint8Array(buffer), buffer, new Float64Array(buffer, 8, 1), new DataView(buffer, 1, 2)];
  },
  'large bytes and two views': () => {
    const buffer = new ArrayBuffer(100_000);
    return [new Uint8Array(buffer, 8, 90_000).fill(3), buffer, new Float64Array(buffer, 16, 4)];
  },
  'shared bytes': () => new SharedArrayBuffer(8),
  'shared bytes that can grow': () => new SharedArrayBuffer(8, { maxByteLength: 16 }),
  'a view of shared bytes': () => ({ deep: [new Int32Array(new SharedArrayBuffer(8))] }),
};

const PLATFORM: Makers = {
  'a function': () => () => 1,
  'a class': () => Plain,
  'a symbol': () => Symbol('s'),
  'a symbol that is known everywhere': () => Symbol.for('s'),
  'a promise': () => Promise.resolve(1),
  'a generator': () =>
    (function* () {
      yield 1;
    })(),
  'an iterator of a Map': () => new Map([[1, 2]]).entries(),
  'a weak reference': () => new WeakRef({}),
  'a weak Map': () => new WeakMap(),
  'a weak Set': () => new WeakSet(),
  'a registry of the forgotten': () => new FinalizationRegistry(() => {}),
  'a proxy': () => new Proxy({ a: 1 }, {}),
  'a proxy of a list': () => new Proxy([1], {}),
  'a revoked proxy': () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  'a format of numbers': () => new Intl.NumberFormat('en'),
  Math: () => Math,
  'a global object': () => globalThis,
  'a URL': () => new URL('http://example.com'),
  'parameters of a URL': () => new URLSearchParams('a=1'),
  headers: () => new Headers({ a: 'b' }),
  'a response': () => new Response('text'),
  'a stream': () => new ReadableStream(),
  'an event': () => new Event('open'),
  'an event target': () => new EventTarget(),
  'an abort signal': () => new AbortController().signal,
  'a blob': () => new Blob(['text']),
  'a file': () => new File(['text'], 'name.txt', { lastModified: 0 }),
  'a port': () => new MessageChannel().port1,
  'a secret key': () => createSecretKey(Buffer.from('secret')),
  'a public key': () => generateKeyPairSync('ed25519').publicKey,
  'a list of addresses': () => new BlockList(),
  'an address': () => new SocketAddress({}),
  'a histogram': () => createHistogram(),
  'a text encoder': () => new TextEncoder(),
  'a WebAssembly module': () => {
    // Node's types have no WebAssembly.
    const { Module } = Reflect.get(globalThis, 'WebAssembly');
    return new Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  },
  'a time zone of Temporal': () => {
    const temporal = Reflect.get(globalThis, 'Temporal');
    return temporal ? temporal.Now.instant() : Symbol('no Temporal');
  },
};

export const ODD_VALUES: Makers = { ...PRIMITIVES, ...PLAIN_OBJECTS, ...ERRORS, ...MEMORY, ...PLATFORM };

export function oddValue(name: string): unknown {
  return ODD_VALUES[name]?.();
}
