// How the process ends when a job was cancelled: at once, also where native code is in the middle of a picture, which cannot be
// stopped and for which Node would wait at its end, a minute for a large AVIF.
import { isWindows } from '../files/system.ts';

/** What is found out while the command runs. */
export interface Ending {
  /** The first signal that came. */
  signal?: NodeJS.Signals;
  /** Whether the job was cancelled, and native code of it may go on. */
  mayBeBusy?: boolean;
}

/**
 * Ends this process as its signal would have: a shell then says 130 for Ctrl+C, as it does of the exit status. Windows, which has
 * no signals, says 1.
 */
export function endBySignal(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, isWindows ? 'SIGKILL' : signal);
}
