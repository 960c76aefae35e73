// Writes `<picture>` elements for those results of a job that are on the disk now. It runs in the host; workers read the headers.
import { dirname } from 'node:path';
import { commonFolder } from '../../../files/common-folder.ts';
import type { ItemUpdate } from '../../job-report.ts';
import type { MarkupRequest } from '../../result-markup.ts';
import { JobError } from '../../user-error.ts';
import { OUTPUT_FORMATS, type OutputFormat } from '../formats.ts';
import type { PictureFacts } from '../read/facts.ts';
import type * as tasks from '../tasks.ts';
import { type MarkupResult, pictureElement } from './picture-element.ts';

/** How many headers one task reads. */
const AT_ONCE = 64;

/** @throws {JobError} if no result is left, or if browsers show none of them */
export async function markup({ tasks: workers, rows }: MarkupRequest<typeof tasks>): Promise<string> {
  const results: MarkupResult[][] = [];
  const wanted = rows.map(filesOf).filter((files) => files.length > 0);
  const paths = wanted.flat();
  const found = new Map<string, MarkupResult>();
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const some = paths.slice(at, at + AT_ONCE);
    const inspections = await workers.submit('inspect', { paths: some });
    for (const [index, path] of some.entries()) {
      const inspection = inspections[index];
      const result = inspection?.kind === 'picture' ? resultOf(path, inspection.facts) : undefined;
      if (result) found.set(path, result);
    }
  }
  for (const files of wanted) {
    const there = files.flatMap((path) => found.get(path) ?? []);
    if (there.length > 0) results.push(there);
  }
  if (results.length === 0) throw new JobError('NO_OUTPUT');
  const folder = commonFolder(results.flat().map(({ path }) => dirname(path))) ?? '';
  const elements = results.flatMap((some) => pictureElement(some, folder) ?? []);
  if (elements.length === 0) throw new JobError('NO_MARKUP');
  return `${elements.join('\n')}\n`;
}

/** The files that were written for a row. An original that was kept in place is its own result. */
function filesOf({ output, moreOutputs = [], state, error, input }: ItemUpdate): string[] {
  if (output !== undefined) return [output, ...moreOutputs];
  return state === 'skipped' && error?.code === 'LARGER_RESULT' && input !== undefined ? [input] : [];
}

function resultOf(path: string, { format, width, height }: PictureFacts): MarkupResult | undefined {
  return isOutputFormat(format) ? { path, format, width, height } : undefined;
}

function isOutputFormat(format: string): format is OutputFormat {
  return (OUTPUT_FORMATS as readonly string[]).includes(format);
}
