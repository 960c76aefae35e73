// Screens: whether there is one, and one in memory for tests where there is none.

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
  return ['xvfb-run', ['-a', '-s', '-screen 0 1600x1200x24', program, ...args]];
}
