// Finds the files of a picture job, for its run and for its review: the files in the inputs, without those that the options exclude and
// without results of earlier jobs.
import { excludePatterns } from '../../../files/exclude-patterns.ts';
import type { FileCalls } from '../../../files/file-calls.ts';
import type { EarlierResult } from '../../earlier-results.ts';
import type { JobReport, Skip } from '../../job-report.ts';
import { isProblem } from '../../problem-skips.ts';
import type { Reasons } from '../../reasons.ts';
import type { ResizeOptions } from '../options.ts';
import { bytesOf, type FoundFile, findFiles } from './find-pictures.ts';
import { resultFolderTest } from './output-folders.ts';
import { withoutResults } from './without-results.ts';

interface Search {
  readonly inputs: readonly string[];
  readonly options: ResizeOptions;
  readonly earlier?: readonly EarlierResult[];
  readonly signal: AbortSignal;
  readonly fileCalls?: FileCalls;
  readonly report: Pick<JobReport, 'total' | 'skip' | 'note'>;
  /** Collects why files are skipped that the user wanted. */
  readonly reasons: Reasons;
  /** Whether a file is an original. @default every file is one */
  readonly isOriginal?: (path: string) => boolean;
}

/** Finds the files and reports totals meanwhile. */
export async function findOriginals(search: Search): Promise<readonly FoundFile[]> {
  const { inputs, options, earlier = [], signal, fileCalls, report, reasons, isOriginal = () => true } = search;
  const found: FoundFile[] = [];
  let bytes = 0;
  const excludes = await excludePatterns(options.exclude);
  const skip = (skipped: Skip) => {
    if (isProblem(skipped.code)) reasons.add(skipped.path, skipped);
    report.skip(skipped);
  };
  const limits = { isResultFolder: resultFolderTest(options), excludes, skip, signal, calls: fileCalls };
  for await (const some of findFiles(inputs, limits)) {
    const originals = some.filter(({ path }) => isOriginal(path));
    found.push(...originals);
    bytes += bytesOf(originals);
    report.total({ files: found.length, bytes, final: false });
  }
  const files = await withoutResults(found, options, earlier);
  const count = found.length - files.length;
  if (count > 0) report.note({ code: 'EARLIER_RESULTS', params: { count } });
  report.total({ files: files.length, bytes: bytesOf(files), final: true });
  return files;
}
