// A program of its own that packs in parts, for tests that kill it: `split-job.ts ROOT COLLISION`. It goes on where it was, as the
// app's next start does. Prints the paths of what it made.
import { join } from 'node:path';
import { sweepParts } from '../../../files/output/part-files.ts';
import { JobJournal } from '../../../journal/job-journal.ts';
import type { ZipOptions } from '../options.ts';
import { makeExecutor, runZip } from './run-zip.ts';

const [root = '', collision] = process.argv.slice(2);
await sweepParts(join(root, 'out'), 'test-job');
const executor = makeExecutor(1);
const journal = new JobJournal(join(root, 'progress'));
const options = { split: 100_000, collision: collision as ZipOptions['collision'] };
const { outputs } = await runZip(executor, { inputs: [join(root, 'in')], folder: join(root, 'out'), options, journal });
journal.close();
await executor.shutdown();
process.stdout.write(JSON.stringify(outputs));
