// Starts the command line, which runs the same jobs without a window: `node out/cli.js zip [options] PATH...`

import { keepCompiled } from './cli/compiled.ts';
import { type Ending, endBySignal } from './cli/ending.ts';
import { version } from './cli/version.ts';

/** Why not all of the output could be written: its disk may be full. */
let unwritten: string | undefined;
// The job goes on all the same. Whoever reads the output may stop before its end (`| head`), which is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE') unwritten ??= code;
  });
}

const ending: Ending = {};
const status = await run();
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))));
if (ending.mayBeBusy && ending.signal) endBySignal(ending.signal);
if (unwritten !== undefined) process.stderr.write(`Not all of the output could be written (${unwritten}).\n`);
// Everything is done and printed. Ending the threads one by one first would take longer.
process.exit(status === 0 && unwritten !== undefined ? 1 : status);

/** @returns the exit status */
async function run(): Promise<number> {
  const { argv, stdout, stderr } = process;
  if (argv[2] === '--version' || argv[2] === '-V') {
    stdout.write(`dropmill ${version()}\n`);
    return 0;
  }
  // Printing the version does not load the commands: loading them takes longer than printing it.
  keepCompiled();
  const { main } = await import('./cli/main.ts');
  return main(argv, { stdout, stderr, on: process.on.bind(process), ending });
}
