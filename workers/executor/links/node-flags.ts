// Chooses the Node flags that workers inherit from this process.

/** Those that decide how modules are loaded. All others may make no sense in a worker (--eval, --inspect-brk, --test). */
const INHERITED = [
  '--import',
  '--require',
  '-r',
  '--loader',
  '--experimental-loader',
  '--conditions',
  '-C',
  '--experimental-strip-types',
  '--experimental-transform-types',
  '--no-experimental-strip-types',
  '--no-strip-types',
  '--preserve-symlinks',
  '--enable-source-maps',
  '--disable-warning',
  '--no-warnings',
];

/** Those of them that have their value in the next argument unless it follows a "=". */
const WITH_VALUE = new Set(INHERITED.slice(0, 7).concat('--disable-warning'));

/** The flags of a list that workers take over, such as a loader of TypeScript. */
export function inheritedFlags(flags: readonly string[]): string[] {
  const inherited: string[] = [];
  for (let i = 0; i < flags.length; i++) {
    const flag = flags[i] ?? '';
    const [name = flag] = flag.split('=', 1);
    if (!INHERITED.includes(name)) continue;
    inherited.push(flag);
    const value = flags[i + 1];
    if (!WITH_VALUE.has(name) || flag.includes('=') || value === undefined) continue;
    inherited.push(value);
    i++;
  }
  return inherited;
}
