// sharp, loaded only in workers and only when the first picture comes.
import { nativeWork } from '@dropmill/futures/task';
import type Sharp from 'sharp';
import { JobError } from '../../user-error.ts';

export type SharpModule = typeof Sharp;

let loading: Promise<SharpModule> | undefined;

/** One thread per picture, many pictures at once; nothing is kept between pictures. */
export function loadSharp(): Promise<SharpModule> {
  loading ??= import('sharp').then(({ default: sharp }) => {
    sharp.concurrency(1);
    sharp.cache(false);
    letFinish(sharp);
    return sharp;
  }, unloadable);
  return loading;
}

/**
 * sharp frees what a picture took in its callback. A worker that was ended under a picture, as a cancel does when it takes long,
 * left the whole result behind in memory.
 */
function letFinish(sharp: SharpModule): void {
  const methods: Record<string, (...args: unknown[]) => Promise<unknown>> = sharp.prototype;
  for (const name of ['metadata', 'stats', 'toBuffer', 'toFile']) {
    const method = methods[name];
    if (!method) throw new Error(`sharp has no ${name}.`);
    methods[name] = function (...args) {
      return nativeWork(() => method.apply(this, args));
    };
  }
}

/** Its native part is missing or made for another system: that is no fault of the pictures. */
function unloadable(cause: unknown): never {
  const [what = ''] = (cause instanceof Error ? cause.message : String(cause)).trim().split('\n');
  throw new JobError('DECODER_MISSING', { what }, { cause });
}

/** Whether no picture at all can be made, which ends the whole job. */
export function isDecoderMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'DECODER_MISSING';
}
