import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { AbortError, CancelledError, FutureSource, InvalidStateError, TimeoutError } from '../index.ts';

type State = 'pending' | 'running' | 'cancelled' | 'finished';

const NO = new RangeError('no');

function inState(state: State | 'failed'): FutureSource<number> {
  const source = new FutureSource<number>();
  if (state === 'cancelled') source.cancel();
  else if (state !== 'pending') source.setRunning();
  if (state === 'finished') source.setResult(42);
  if (state === 'failed') source.setException(NO);
  return source;
}

describe('a Future', () => {
  test.each<[State | 'failed', boolean, boolean, boolean]>([
    ['pending', false, false, false],
    ['running', true, false, false],
    ['cancelled', false, true, true],
    ['finished', false, false, true],
    ['failed', false, false, true],
  ])('that is %s says so', (state, running, cancelled, done) => {
    const { future } = inState(state);
    expect(future.state).toBe(state === 'failed' ? 'finished' : state);
    expect([future.running(), future.cancelled(), future.done()]).toEqual([running, cancelled, done]);
  });

  test.each<[State | 'failed', boolean, State]>([
    ['pending', true, 'cancelled'],
    ['running', false, 'running'],
    ['cancelled', true, 'cancelled'],
    ['finished', false, 'finished'],
    ['failed', false, 'finished'],
  ])('that is %s answers cancel() with %s and is %s then', (before, answer, after) => {
    const { future } = inState(before);
    expect(future.cancel()).toBe(answer);
    expect(future.state).toBe(after);
  });

  test.each<[State, boolean]>([
    ['pending', true],
    ['cancelled', true],
    ['finished', false],
  ])('that is %s answers abort() with %s', (state, answer) => {
    expect(inState(state).future.abort()).toBe(answer);
  });

  test('gives its result, now or later, to all who ask', async () => {
    const source = inState('running');
    const early = [source.future.result(), source.future.result(1e6), source.future];
    source.setResult(1);
    expect(await Promise.all(early)).toEqual([1, 1, 1]);
    expect(await source.future.result(0)).toBe(1);
    expect(await source.future.exception()).toBeUndefined();
  });

  test('throws what the task threw from result(), and gives it from exception(), now or later', async () => {
    const error = new RangeError('no');
    const source = inState('running');
    const { future } = source;
    const early = [future.exception(), future.exception(1e6), future.result().catch((thrown) => thrown)];
    source.setException(error);
    expect(await Promise.all(early)).toEqual([error, error, error]);
    await expect(future.result()).rejects.toBe(error);
    await expect(Promise.resolve(future)).rejects.toBe(error);
    expect(await future.exception()).toBe(error);
  });

  test('throws CancelledError once it is cancelled', async () => {
    const { future } = inState('cancelled');
    await expect(future.result()).rejects.toThrow(CancelledError);
    await expect(future.exception()).rejects.toMatchObject({ code: 'CANCELLED', name: 'CancelledError' });
  });

  test('throws AbortError with the reason once it is aborted', async () => {
    const source = new FutureSource<number>();
    source.future.abort('enough');
    expect(source.future.state).toBe('cancelled');
    const error = await source.future.result().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(AbortError);
    expect(error).toBeInstanceOf(CancelledError);
    expect(error).toMatchObject({ code: 'ABORTED', cause: 'enough' });
  });

  test('has an AbortError of the platform as the reason of an abort without one', async () => {
    const source = new FutureSource<number>();
    source.future.abort();
    await expect(source.future.result()).rejects.toMatchObject({ cause: { name: 'AbortError' } });
  });

  test('notifies its waiters of a cancel at once', async () => {
    const source = new FutureSource<number>();
    const waiting = source.future.exception(1e6);
    source.future.cancel();
    await expect(waiting).rejects.toThrow(CancelledError);
  });

  test('throws TimeoutError when the time is over, and is none the worse for it', async () => {
    const source = inState('running');
    await expect(source.future.result(1)).rejects.toThrow(TimeoutError);
    await expect(source.future.exception(0)).rejects.toMatchObject({ code: 'TIMEOUT' });
    source.setResult(5);
    expect(await source.future).toBe(5);
  });

  const outcomes = [
    ['pending', TimeoutError, TimeoutError],
    ['running', TimeoutError, TimeoutError],
    ['cancelled', CancelledError, CancelledError],
    ['failed', RangeError, NO],
    ['finished', 42, undefined],
  ] as const;
  test.each(outcomes)('that is %s is asked with a timeout of 0', async (state, result, exception) => {
    const { future } = inState(state);
    const asked = [future.result(0), future.exception(0)].map((promise) => promise.catch((error) => error.constructor));
    expect(await Promise.all(asked)).toEqual([result, exception]);
  });

  test('keeps the process from no unhandledRejection when nobody looks at its failure', async () => {
    const unhandled: unknown[] = [];
    const onUnhandled = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', onUnhandled);
    inState('running').setException(new Error('unobserved'));
    const rejected = Promise.reject(new Error('the yardstick'));
    await once(process, 'unhandledRejection');
    process.off('unhandledRejection', onUnhandled);
    await rejected.catch(() => {});
    expect(unhandled).toEqual([new Error('the yardstick')]);
  });

  test.each(['finished', 'cancelled', 'failed'] as const)('that is %s takes no second outcome', async (state) => {
    const source = inState(state);
    const { state: before } = source.future;
    expect(() => source.setResult(1)).toThrow(InvalidStateError);
    expect(() => source.setException(new Error('x'))).toThrow(InvalidStateError);
    expect(() => source.setRunning()).toThrow(InvalidStateError);
    expect(source.future.state).toBe(before);
    if (state === 'failed') expect(await source.future.exception()).toBe(NO);
    if (state === 'finished') expect(await source.future.result()).toBe(42);
  });

  test('does not start twice', () => {
    expect(() => inState('running').setRunning()).toThrow(InvalidStateError);
  });
});

describe('callbacks of a Future', () => {
  test.each([undefined, null, 5, 'name', {}])('are functions, and not %o', (odd) => {
    const { future } = new FutureSource<number>();
    expect(() => future.addDoneCallback(odd as never)).toThrow('Expected the callback to be a function');
    expect(() => future.onProgress(odd as never)).toThrow('Expected the listener to be a function');
    expect(() => inState('finished').future.addDoneCallback(odd as never)).toThrow(TypeError);
  });

  test('run in the order they were added, once, with the Future', () => {
    const source = inState('running');
    const calls: unknown[] = [];
    source.future.addDoneCallback((future) => calls.push(['first', future]));
    source.future.addDoneCallback((future) => calls.push(['second', future]));
    source.setResult(1);
    expect(calls).toEqual([
      ['first', source.future],
      ['second', source.future],
    ]);
  });

  test.each<[string, FutureSource<number>]>([
    ['finished', inState('finished')],
    ['cancelled', inState('cancelled')],
    ['failed', inState('failed')],
  ])('run at once when it is already %s', (_state, { future }) => {
    const seen: unknown[] = [];
    future.addDoneCallback((done) => seen.push(done));
    expect(seen).toEqual([future]);
  });

  test('run on failure, on cancel and on abort, too', () => {
    const states: string[] = [];
    const sources = [inState('running'), inState('pending'), inState('pending')];
    for (const { future } of sources) future.addDoneCallback(({ state }) => states.push(state));
    sources[0]?.setException(new Error('x'));
    sources[1]?.future.cancel();
    sources[2]?.future.abort();
    expect(states).toEqual(['finished', 'cancelled', 'cancelled']);
  });

  test('that are the same function twice run twice', () => {
    const source = inState('running');
    let calls = 0;
    const callback = () => calls++;
    source.future.addDoneCallback(callback);
    source.future.addDoneCallback(callback);
    source.setResult(1);
    expect(calls).toBe(2);
  });

  test('do not run when taken back', () => {
    const source = inState('running');
    const calls: string[] = [];
    const takeBack = source.future.addDoneCallback(() => calls.push('taken back'));
    source.future.addDoneCallback(() => calls.push('kept'));
    takeBack();
    source.setResult(1);
    expect(calls).toEqual(['kept']);
  });

  test.each(['before', 'after'])(
    'that throw, added %s the end, disturb nobody and are shown as a warning',
    async (when) => {
      const source = inState('running');
      const calls: string[] = [];
      const warned = once(process, 'warning');
      const add = () => {
        source.future.addDoneCallback(() => {
          throw new RangeError('of the callback');
        });
        source.future.addDoneCallback(() => calls.push('next'));
      };
      if (when === 'before') add();
      source.setResult(1);
      if (when === 'after') add();
      expect(calls).toEqual(['next']);
      expect(await source.future).toBe(1);
      expect((await warned)[0]).toMatchObject({ message: 'of the callback' });
    },
  );

  test('may add callbacks themselves', () => {
    const source = inState('running');
    const calls: string[] = [];
    source.future.addDoneCallback((future) => {
      calls.push('outer');
      future.addDoneCallback(() => calls.push('inner'));
    });
    source.setResult(1);
    expect(calls).toEqual(['outer', 'inner']);
  });
});

describe('progress of a Future', () => {
  test('reaches all listeners until they leave or the task is done', () => {
    const source = new FutureSource<number, string>();
    const heard: string[] = [];
    const leave = source.future.onProgress((value) => heard.push(`a ${value}`));
    source.future.onProgress((value) => heard.push(`b ${value}`));
    source.emitProgress('1');
    leave();
    source.emitProgress('2');
    source.setResult(1);
    source.emitProgress('3');
    expect(heard).toEqual(['a 1', 'b 1', 'b 2']);
  });
});
