// The command line that tests start.
import { resolve } from 'node:path';

/** `npm run unit` names `out/` where it was built from the present sources: from there it starts in half the time. */
const { DROPMILL_BUILT } = process.env;

/** For Node. */
export const COMMAND_LINE = DROPMILL_BUILT
  ? resolve(DROPMILL_BUILT, 'cli.js')
  : resolve(import.meta.dirname, '../cli.ts');
