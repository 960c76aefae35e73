// `npm run bench -- executor-kinds [rounds]`: threads, processes and inline, for the table in workers/executor/README.md.
import { kinds } from './executor/contestants.ts';
import { ROWS, race } from './executor/rows.ts';

const [rounds = '5'] = process.argv.slice(2);
const all = await kinds();
await race(
  all,
  ROWS.filter(({ title }) => !title.startsWith('abort')),
  Number(rounds),
);
await race(
  all.filter(({ name }) => name !== 'inline'),
  ROWS.filter(({ title }) => title.startsWith('abort')),
  Number(rounds),
);
