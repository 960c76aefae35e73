// A part of the trials of `npm run faults`.

/**
 * Takes `--from N` and `--count N` off the arguments: so many trials of each fault, beginning with the one of that number.
 * @param {readonly string[]} args
 * @returns {{ args: string[], variables: Record<string, string> | undefined }} what is left for Playwright, and what tells the tests;
 * undefined where all trials are wanted
 * @throws {RangeError} for what is no number
 */
export function takePiece(args) {
  const rest = [...args];
  /** @param {string} name */
  const take = (name) => {
    const at = rest.indexOf(name);
    if (at < 0) return undefined;
    const [, number = ''] = rest.splice(at, 2);
    if (!/^\d{1,6}$/.test(number)) throw new RangeError(`${name} needs a number.`);
    return number;
  };
  const from = take('--from');
  const count = take('--count');
  if (from === undefined && count === undefined) return { args: rest, variables: undefined };
  return {
    args: rest,
    variables: {
      ...(from !== undefined && { DROPMILL_FROM: from }),
      ...(count !== undefined && { DROPMILL_TRIALS: count }),
    },
  };
}
