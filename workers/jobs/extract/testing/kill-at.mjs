// Loaded into a worker process before all else: kills it, as kill -9 does, at the call of the file system that KILL_AT says, the first
// time that a process gets there. A writing call is cut off in its middle.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const CALLS = [
  'mkdirSync',
  'openSync',
  'writeSync',
  'futimesSync',
  'fchmodSync',
  'closeSync',
  'linkSync',
  'symlinkSync',
];
const { KILL_AT, KILL_MARK } = process.env;
const { openSync, closeSync, writeSync } = fs;
let calls = 0;
let isAtWork = false;

for (const name of CALLS) {
  const call = fs[name];
  fs[name] = (...args) => {
    isAtWork ||= name === 'openSync' && args[1] === 'wx';
    if (isAtWork && ++calls === Number(KILL_AT) && isFirst()) {
      if (name === 'writeSync') writeSync(args[0], args[1], args[2], Math.floor(args[3] / 2), args[4]);
      else if (calls % 2 === 0) call(...args);
      process.kill(process.pid, 'SIGKILL');
    }
    return call(...args);
  };
}
syncBuiltinESMExports();

/** Whether no process was killed before. */
function isFirst() {
  try {
    closeSync(openSync(KILL_MARK, 'wx'));
    return true;
  } catch {
    return false;
  }
}
