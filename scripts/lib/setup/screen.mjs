// Screens: whether there is one, and some in memory for tests where there is none.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { SetupError } from '../say.mjs';

/** @param {NodeJS.ProcessEnv} [env] */
export function hasScreen(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * The command that runs a program with a screen, whether there is one or not.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {[string, readonly string[]]}
 */
export function onScreen(program, args, screen = hasScreen()) {
  if (screen) return [program, args];
  return ['xvfb-run', [...SCREEN, program, ...args]];
}

const SCREEN = ['-a', '-s', '-screen 0 1600x1200x24'];

/** @typedef {{ DISPLAY: string, XAUTHORITY: string }} Screen what programs need in their environment to use it */

/**
 * Gives screens in memory, each with a clipboard and a focus of its own, to what uses them; none where there is a real one.
 * @template T
 * @param {number} count
 * @param {(screens: readonly Screen[]) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withScreens(count, use) {
  /** @type {HeldScreen[]} */
  const held = [];
  try {
    // One after the other, as each looks for a free number.
    while (!hasScreen() && held.length < count) held.push(await holdScreen());
    return await use(held.map(({ screen }) => screen));
  } finally {
    await Promise.all(held.map(({ release }) => release()));
  }
}

/** @typedef {{ screen: Screen, release: () => Promise<unknown> }} HeldScreen */

/** @returns {Promise<HeldScreen>} */
async function holdScreen() {
  // It is there until its input ends, also when this process is killed.
  const holder = spawn('xvfb-run', [...SCREEN, 'sh', '-c', 'echo "$DISPLAY $XAUTHORITY"; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(holder, 'exit');
  const line = await Promise.race([once(createInterface(holder.stdout), 'line'), ended.then(() => undefined)]);
  if (line === undefined) throw new SetupError('NO_SCREEN', 'No screen in memory could be made by xvfb-run.');
  const [DISPLAY = '', XAUTHORITY = ''] = String(line[0]).split(' ');
  const release = () => {
    holder.stdin.end();
    return ended;
  };
  return { screen: { DISPLAY, XAUTHORITY }, release };
}
