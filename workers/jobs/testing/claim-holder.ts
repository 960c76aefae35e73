// Another program that is replacing a file, for tests of what is done meanwhile.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { lockClaim } from '../../claims/claim-lock.ts';
import { fileKey } from '../../files/changes/identity.ts';

export interface ClaimHolder extends AsyncDisposable {
  /** Resolves when somebody waits for its end. */
  readonly waited: Promise<unknown>;
  /** It gives the file back and ends. */
  end(): Promise<void>;
  kill(): Promise<void>;
}

/** @throws Error where the system gives the claim to several programs, as Wine does: nobody would ever wait */
export async function claimedByAnother(path: string): Promise<ClaimHolder> {
  const program = spawn(process.execPath, [join(import.meta.dirname, 'hold-claim.ts'), path], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(program, 'exit');
  const lines = createInterface(program.stdout)[Symbol.asyncIterator]();
  const { value } = await lines.next();
  const end = async () => {
    program.stdin.end();
    await exit;
  };
  const kill = async () => {
    program.kill('SIGKILL');
    await exit;
  };
  if (value !== 'held') {
    await kill();
    throw new Error(`It has no claim: ${value}`);
  }
  const second = await lockClaim(fileKey(lstatSync(path, { bigint: true })));
  if (second) {
    await second.release();
    await kill();
    throw new Error('The system gives a claim to two programs.');
  }
  return { waited: lines.next(), end, kill, [Symbol.asyncDispose]: kill };
}
