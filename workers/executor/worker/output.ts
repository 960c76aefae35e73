// Waits until everything that a task has written to the standard streams has arrived: only then is the task over.
import type { Socket } from 'node:net';
import type { Writable } from 'node:stream';

export interface Output {
  /** Whether something is on its way. */
  hasOutput(): boolean;
  /** Resolves when it has arrived. */
  flushOutput(): Promise<void>;
}

/** @param streams are looked at each time */
export function outputOf(streams: { values(): Iterable<Writable> }): Output {
  return {
    hasOutput() {
      for (const { writableLength } of streams.values()) if (writableLength > 0) return true;
      return false;
    },
    async flushOutput() {
      await Promise.all([...streams.values()].map((stream) => new Promise((resolve) => stream.write('', resolve))));
    },
  };
}

/**
 * The standard streams that somebody in this process has used from now on. (To look at one opens it, which changes how the
 * pipe behind it works also for those who share it; so it is left alone until it is needed.)
 */
export function streamsInUse(): ReadonlyMap<'stdout' | 'stderr', Socket> {
  const used = new Map<'stdout' | 'stderr', Socket>();
  for (const name of ['stdout', 'stderr'] as const) {
    const open = Object.getOwnPropertyDescriptor(process, name)?.get;
    Object.defineProperty(process, name, {
      configurable: true,
      enumerable: true,
      get() {
        const stream: Socket = open?.call(process);
        used.set(name, stream);
        return stream;
      },
    });
  }
  return used;
}
