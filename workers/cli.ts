// The same jobs without a window: `node out/cli.js zip [options] PATH...`
import { main } from './cli/main.ts';

process.exitCode = await main(process.argv.slice(2), process);
