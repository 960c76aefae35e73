// What the scripts tell the developer. All of it goes to stderr: stdout belongs to the program that is run.

import { InterruptedError } from './child.mjs';

/** A setup step that cannot go on. `message` is the reason, `hint` what the developer can do about it. */
export class SetupError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {string} [hint]
   */
  constructor(code, message, hint) {
    super(message);
    this.name = 'SetupError';
    this.code = code;
    this.hint = hint;
  }
}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`dropmill: ${line}\n`);
}

/**
 * Runs a script's body; a SetupError becomes its text and exit status 1, any other error its stack.
 * @param {() => Promise<number>} body resolves to the exit status
 */
export async function runScript(body) {
  try {
    process.exitCode = await body();
  } catch (error) {
    process.exitCode = error instanceof InterruptedError ? error.status : 1;
    if (error instanceof InterruptedError) return;
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    if (error.hint) say(error.hint);
  }
}
