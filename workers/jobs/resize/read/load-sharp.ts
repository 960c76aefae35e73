// Loads sharp, only in workers and only when the first picture comes.
import { nativeWork } from '@dropmill/futures/task';
import type Sharp from 'sharp';
import { JobError } from '../../user-error.ts';

export type SharpModule = typeof Sharp;

let loading: Promise<SharpModule> | undefined;

/** sharp is set to one thread per picture, as many pictures are made at once, and to keep nothing between pictures. */
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
 * sharp frees a picture's memory in its callback. If a worker was ended while it made a picture, as after a cancel that takes long,
 * the whole result stayed in memory.
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

/** Its native part is missing or made for another system, so the pictures are not at fault. */
function unloadable(cause: unknown): never {
  const [what = ''] = (cause instanceof Error ? cause.message : String(cause)).trim().split('\n');
  throw new JobError('DECODER_MISSING', { what }, { cause });
}

/** Whether no picture at all can be made, which ends the whole job. */
export function isDecoderMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'DECODER_MISSING';
}
