// Ties Futures to AbortSignals, with one listener per signal however many Futures it has.
import type { FutureSource } from './future-source.ts';

type AnySource = Pick<FutureSource<unknown, unknown>, 'abort' | 'onDone'>;

const sourcesBySignal = new WeakMap<AbortSignal, Set<AnySource>>();

/** Aborts the task when the signal is aborted, at once if it already is. */
export function linkAbort(signal: AbortSignal, source: AnySource): void {
  if (signal.aborted) {
    source.abort(signal.reason);
    return;
  }
  const sources = sourcesBySignal.get(signal) ?? listen(signal);
  sources.add(source);
  source.onDone(() => {
    sources.delete(source);
    if (sources.size === 0) unlisten(signal);
  });
}

function listen(signal: AbortSignal): Set<AnySource> {
  const sources = new Set<AnySource>();
  sourcesBySignal.set(signal, sources);
  signal.addEventListener('abort', onAbort);
  return sources;
}

function unlisten(signal: AbortSignal): void {
  sourcesBySignal.delete(signal);
  signal.removeEventListener('abort', onAbort);
}

function onAbort(event: Event): void {
  const signal = event.target as AbortSignal;
  for (const source of sourcesBySignal.get(signal) ?? []) source.abort(signal.reason);
}
