// Has the results of one picture made by a worker and gives them their names.
import { OutputFile } from '../../files/output-file.ts';
import { JobError } from '../user-error.ts';
import type { ResizeRun } from './driver.ts';
import type { OutputFolders } from './output-folders.ts';
import type { PicturePlan } from './picture-plan.ts';
import type { RenderResult } from './render.ts';

export interface PictureResult {
  /** Absolute paths. */
  readonly outputs: readonly string[];
  /** Of all of them. */
  readonly bytes: number;
}

/** Whatever goes wrong, no unfinished file stays behind. */
export async function makePicture(job: ResizeRun, plan: PicturePlan, folders: OutputFolders): Promise<PictureResult> {
  await using parts = new PartFiles(job.id);
  for (const { folder } of plan.outputs) {
    await folders.ensure(folder);
    await parts.add(folder);
  }
  const rendered = await render(job, plan, parts.files);
  job.signal.throwIfAborted();
  await settleParts(job, plan, parts.files, rendered);
  const outputs = await publish(job, plan, parts.files);
  return { outputs, bytes: rendered.results.reduce((sum, { bytes }) => sum + bytes, 0) };
}

async function render(job: ResizeRun, plan: PicturePlan, parts: readonly OutputFile[]): Promise<RenderResult> {
  const { file, facts, format, index } = plan;
  const targets = plan.outputs.map(({ size }, n) => ({ size, part: parts[n]?.partPath ?? '' }));
  const future = job.tasks.submit('render', { path: file.path, facts, options: job.options, format, targets });
  future.onProgress((progress) => {
    if (progress === 0) job.report.current(file.name);
    job.report.item({ index, state: 'running', progress });
  });
  return future;
}

/** Holds what is on the disk against what was made, and sets the file's date. */
async function settleParts(
  job: ResizeRun,
  { file }: PicturePlan,
  parts: readonly OutputFile[],
  rendered: RenderResult,
): Promise<void> {
  for (const [index, part] of parts.entries()) {
    const { size } = await part.handle.stat();
    if (size !== rendered.results[index]?.bytes) {
      throw new JobError({
        code: 'NOT_WRITTEN',
        message: 'The result was not written as a whole.',
        hint: 'Check the disk and try again.',
      });
    }
    if (job.options.keepDates) await part.handle.utimes(file.changed / 1000, file.changed / 1000);
    await part.close();
  }
}

async function publish(job: ResizeRun, plan: PicturePlan, parts: readonly OutputFile[]): Promise<string[]> {
  if (job.options.destination === 'replace') await job.trash?.(plan.file.path);
  const outputs: string[] = [];
  for (const [index, part] of parts.entries()) {
    const name = plan.outputs[index]?.name;
    const path = name && (await part.publish(name.path, name.collision));
    if (path) outputs.push(path);
  }
  return outputs;
}

/** Unfinished files that vanish unless they were published. */
class PartFiles implements AsyncDisposable {
  readonly files: OutputFile[] = [];
  readonly #owner: string;

  constructor(owner: string) {
    this.#owner = owner;
  }

  async add(folder: string): Promise<void> {
    this.files.push(await OutputFile.create(folder, this.#owner));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const file of this.files) await file.discard();
  }
}
