// Ends the process at once when a job was cancelled, even if native code is still working on a picture. Such code cannot be
// stopped, and Node would wait for it at its end: a minute for a large AVIF.
import { isWindows } from '../files/system.ts';

/** What asks a command to end. Windows has one more: Ctrl+Break. */
export const endingSignals = (windows = isWindows): readonly NodeJS.Signals[] =>
  windows ? ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** What is noted while the command runs. */
export interface Ending {
  /** The first signal that came. */
  signal?: NodeJS.Signals;
  /** Whether the job was cancelled and its native code may still be running. */
  mayBeBusy?: boolean;
}

/**
 * Ends this process as the signal would have done: a shell then reports 130 for Ctrl+C, as for the exit status. On Windows, which has
 * no signals, the status is 1.
 */
export function endBySignal(signal: NodeJS.Signals): void {
  process.removeAllListeners(signal);
  process.kill(process.pid, isWindows ? 'SIGKILL' : signal);
}
