// The same jobs without a window: `node out/cli.js zip [options] PATH...`

import { type Ending, endBySignal } from './cli/ending.ts';
import { commandLine } from './cli/flags/arguments.ts';
import { main } from './cli/main.ts';

// Whoever reads the output may stop before its end (`| head`): the job goes on all the same.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const ending: Ending = {};
const { stdout, stderr } = process;
const status = await main(commandLine(process.argv), { stdout, stderr, on: process.on.bind(process), ending });
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))));
if (ending.mayBeBusy && ending.signal) endBySignal(ending.signal);
// All is done and printed. To take the threads down one by one first would take longer.
process.exit(status);
