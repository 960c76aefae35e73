// `npm run bench -- executor [rounds] [part of a row's title]`: our executor beside Piscina, tinypool and workerpool.
import { cpus } from 'node:os';
import { contestants } from './executor/contestants.ts';
import { ROWS, race } from './executor/rows.ts';

const [rounds = '7', title = ''] = process.argv.slice(2);
const all = await contestants();
console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model}; medians of ${rounds} rounds\n`);
await race(
  all,
  ROWS.filter((row) => row.title.includes(title)),
  Number(rounds),
);
