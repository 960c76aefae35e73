// The environment of a worker, which has what this process has and what is given to it alone.

/**
 * On Windows names that differ only in case are one name, of which Node would take the first in the order of their letters: `Path` of
 * this process before `path` of the options.
 */
export function environmentWith(
  given: NodeJS.ProcessEnv | undefined,
  windows = process.platform === 'win32',
  inherited: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  if (!windows || !given) return { ...inherited, ...given };
  const replaced = new Set(Object.keys(given).map((name) => name.toUpperCase()));
  const kept = Object.entries(inherited).filter(([name]) => !replaced.has(name.toUpperCase()));
  return { ...Object.fromEntries(kept), ...given };
}
