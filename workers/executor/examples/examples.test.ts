// Runs each example, and checks that README.md shows it as it is.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const OUTPUT: Readonly<Record<string, readonly string[]>> = {
  // On a machine that is busy with other work it may be false.
  'sleep.ts': [expect.stringMatching(/^the pool is at least twice as fast: (true|false)$/)],
  'different-functions.ts': ['slept 20 ms, 20! = 2432902008176640000, 168 primes below 1000'],
  'map-in-order.ts': ['60', '10', '30'],
  'as-completed.ts': [
    '/coffee: All about coffee',
    '/missing failed: RangeError: 404 at /missing',
    '/tea: All about tea',
  ],
  'exceptions.ts': [
    'true: TypeError: Failed to parse URL from not an address',
    'finished: TypeError: Failed to parse URL from not an address',
  ],
  'threads-to-processes.ts': ['ThreadPoolExecutor', 'ProcessPoolExecutor'].flatMap((name) =>
    [2568, 5736, 9131].map((digits) => `${name}: ${digits} digits`),
  ),
  'resize-pictures.ts': ['red.jpg: 300 x 200', 'green.jpg: 300 x 200', 'blue.jpg: 300 x 200'],
  'zip-files.ts': ['100 files: 2900000 bytes, packed to less than 1 %: true'],
  'queue.ts': ['urgent', 'first', 'second'],
  'rate-limit.ts': ['20 requests, not within 300 ms: true'],
  'cancelling.ts': [
    'cancel the waiting one: true, cancelled',
    'cancel the running one: false, running',
    'abort the running one: true',
    'true: the user closed the window',
    'both are cancelled and cancelled',
  ],
  'streaming.ts': ['1000003', '1000033'],
  'progress.ts': ['20 %', '40 %', '60 %', '80 %', '5133 primes'],
};

/** Their lines come in the order in which the tasks got done. */
const UNORDERED = new Set(['as-completed.ts']);

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test.each(Object.entries(OUTPUT))('%s prints what it should', async (file, expected) => {
  const printed: string[] = [];
  const { main } = await import(new URL(file, folder).href);
  await main((line: string) => printed.push(line));
  if (UNORDERED.has(file)) printed.sort();
  expect(printed).toEqual(expected);
});

test.each(files)('README.md shows %s as it is', (file) => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  expect(readme).toContain(`<!-- examples/${file} -->\n\`\`\`ts\n${text}\`\`\``);
});

test('every example that can be run is run', () => {
  const runnable = files.filter((file) => readFileSync(new URL(file, folder), 'utf8').includes('import.meta.main'));
  expect(runnable.sort()).toEqual(Object.keys(OUTPUT).sort());
});

test('README.md says how many lines each part has, within a tenth', () => {
  const parts = [...readme.matchAll(/^\| (?:`(\w+)\/`|the files beside this one) \| ([\d,]+) \|/gm)];
  const said = parts.map(([, name = '.', lines = '']) => [name, Number(lines.replaceAll(',', ''))] as const);
  const folders = readdirSync(new URL('..', folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const others = ['docs', 'examples', 'node_modules', 'suite', 'testing', 'dist'];
  const sources = folders.map(({ name }) => name).filter((name) => !others.includes(name));
  expect(said.map(([name]) => name).sort()).toEqual(['.', ...sources].sort());
  for (const [name, lines] of said) {
    const counted = linesIn(new URL(`../${name}/`, folder), name !== '.');
    expect(Math.abs(counted - lines) / counted, `${name}: ${counted}`).toBeLessThan(0.1);
  }
});

/** Lines of source, without tests. */
function linesIn(directory: URL, recursive: boolean): number {
  const names = readdirSync(directory, { recursive, encoding: 'utf8' });
  const ours = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  return ours.reduce((sum, name) => sum + readFileSync(new URL(name, directory), 'utf8').split('\n').length - 1, 0);
}
