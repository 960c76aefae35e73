// The tasks of a picture job, which run on workers.
import type { TaskContext } from '@dropmill/futures';
import { transfer } from '@dropmill/futures/task';
import type { MadeThumbnail, Preview, TriedOut } from '../picture-maker.ts';
import type { LookInput } from './look/open-picture.ts';
import { makePreview } from './look/preview.ts';
import { makeThumbnail } from './look/thumbnail.ts';
import { type TryOutInput, tryOut as tryOutPicture } from './look/try-out.ts';
import type { Inspection } from './read/facts.ts';
import { inspectFile } from './read/inspect.ts';
import { loadSharp } from './read/load-sharp.ts';
import { type MakeInput, makeResults, type RenderInput, type RenderResult, renderPicture } from './render/render.ts';

/** Gets a worker ready for pictures while the job is still looking for them. */
export async function warmUp(this: TaskContext<never>): Promise<void> {
  await loadSharp();
}

/** Reads the headers of some files. Many files per call: a header takes less time than a call. */
export async function inspect(
  this: TaskContext<never>,
  input: { readonly paths: readonly string[] },
): Promise<readonly Inspection[]> {
  const found: Inspection[] = [];
  for (const path of input.paths) {
    this.throwIfAborted();
    found.push(await inspectFile(path));
  }
  return found;
}

/** Makes all results of one picture. Progress is the finished fraction, 0..1. */
export async function render(this: TaskContext<number>, input: RenderInput): Promise<RenderResult> {
  return renderPicture(input, {
    progress: (fraction) => this.progress(fraction),
    throwIfAborted: () => this.throwIfAborted(),
  });
}

/** Makes all results of one picture without keeping them. @returns the bytes that they would take */
export async function measure(this: TaskContext<never>, input: MakeInput): Promise<number> {
  const watch = { progress() {}, throwIfAborted: () => this.throwIfAborted() };
  const { results } = await makeResults(input, watch, () => {});
  return results.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Makes a preview for the window. */
export async function preview(this: TaskContext<never>, input: LookInput): Promise<Preview> {
  const made = await makePreview(input);
  return transfer(made, [made.data.buffer]);
}

/** Makes what a job would make of a picture, but writes no file. */
export async function tryOut(this: TaskContext<never>, input: TryOutInput): Promise<TriedOut> {
  return tryOutPicture(input);
}

let cpuSeen = 0;

/** Makes a thumbnail. Only one may run at a time, as the processor time would otherwise be that of several. */
export async function thumbnail(this: TaskContext<never>, input: LookInput): Promise<MadeThumbnail> {
  const made = await makeThumbnail(input);
  const { user, system } = process.cpuUsage();
  const cpuMs = (user + system) / 1000 - cpuSeen;
  cpuSeen += cpuMs;
  return transfer({ ...made, cpuMs }, [made.data.buffer]);
}
