// The same jobs without a window: `node out/cli.js zip [options] PATH...`
import { commandLine } from './cli/arguments.ts';
import { main } from './cli/main.ts';

// Whoever reads the output may stop before its end (`| head`): the job goes on all the same.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const status = await main(commandLine(process.argv), process);
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))));
// All is done and printed. To take the threads down one by one first would take longer.
process.exit(status);
