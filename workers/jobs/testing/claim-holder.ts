// Another program that is replacing a file, for tests of what is done meanwhile.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface ClaimHolder extends AsyncDisposable {
  /** Resolves when somebody waits for its end. */
  readonly waited: Promise<unknown>;
  /** It gives the file back and ends. */
  end(): Promise<void>;
  kill(): Promise<void>;
}

export async function claimedByAnother(path: string): Promise<ClaimHolder> {
  const program = spawn(process.execPath, [join(import.meta.dirname, 'hold-claim.ts'), path], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(program, 'exit');
  const lines = createInterface(program.stdout)[Symbol.asyncIterator]();
  const { value } = await lines.next();
  if (value !== 'held') throw new Error(`It has no claim: ${value}`);
  const end = async () => {
    program.stdin.end();
    await exit;
  };
  const kill = async () => {
    program.kill('SIGKILL');
    await exit;
  };
  return { waited: lines.next(), end, kill, [Symbol.asyncDispose]: kill };
}
