// Has the system sleep or shut down: by the system's own program, without a shell.
import { type ExecFileException, execFile } from 'node:child_process';
import { JobError } from '../../workers/jobs/user-error.ts';

type PowerAction = 'sleep' | 'shut-down';
type Command = readonly [program: string, ...words: string[]];

/** By platform; what is not named here is treated like Linux with systemd. */
const COMMANDS: Readonly<Record<string, Readonly<Record<PowerAction, Command>>>> & {
  linux: Record<PowerAction, Command>;
} = {
  linux: { sleep: ['systemctl', 'suspend'], 'shut-down': ['systemctl', 'poweroff'] },
  darwin: {
    sleep: ['pmset', 'sleepnow'],
    'shut-down': ['osascript', '-e', 'tell application "System Events" to shut down'],
  },
};

/**
 * Windows' programs by their whole paths: a bare name is looked for in the current folder first. `SetSuspendState` of
 * powrprof.dll, called by rundll32, hibernates, whatever its argument.
 */
function windowsCommands({ SystemRoot = 'C:\\Windows' }: NodeJS.ProcessEnv): Readonly<Record<PowerAction, Command>> {
  const system = `${SystemRoot}\\System32`;
  const script =
    "Add-Type -AssemblyName System.Windows.Forms; [void][System.Windows.Forms.Application]::SetSuspendState('Suspend', $false, $false)";
  return {
    sleep: [`${system}\\WindowsPowerShell\\v1.0\\powershell.exe`, '-NoProfile', '-NonInteractive', '-Command', script],
    'shut-down': [`${system}\\shutdown.exe`, '/s', '/t', '0'],
  };
}

export function powerCommand(action: PowerAction, platform: string, environment: NodeJS.ProcessEnv): Command {
  const commands = platform === 'win32' ? windowsCommands(environment) : (COMMANDS[platform] ?? COMMANDS.linux);
  return commands[action];
}

/** The program must answer within this, in milliseconds. */
const MAX_ANSWER_MS = 10_000;

const REFUSALS = {
  sleep: { missing: 'SLEEP_MISSING', refused: 'SLEEP_REFUSED' },
  'shut-down': { missing: 'SHUT_DOWN_MISSING', refused: 'SHUT_DOWN_REFUSED' },
} as const;

/** @throws {JobError} with the system's own words, or saying that its program is missing */
export function powerDown(action: PowerAction, platform: string = process.platform): Promise<void> {
  const [program, ...words] = powerCommand(action, platform, process.env);
  return new Promise((resolve, reject) => {
    execFile(program, words, { timeout: MAX_ANSWER_MS, windowsHide: true }, (error, _output, complaint) => {
      if (!error) resolve();
      else reject(refusal(action, error, complaint));
    });
  });
}

function refusal(action: PowerAction, error: ExecFileException, complaint: string): JobError {
  const { missing, refused } = REFUSALS[action];
  if (error.code === 'ENOENT') return new JobError(missing, {}, { cause: error });
  const words = complaint.trim().split('\n')[0] || error.message.split('\n')[0] || '';
  return new JobError(refused, { words }, { cause: error });
}
