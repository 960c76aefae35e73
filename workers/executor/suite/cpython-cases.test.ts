// The table of CPython's cases names tests of this folder. Each of them must exist.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

interface Row {
  readonly section: string;
  readonly name: string;
  readonly here: string;
  readonly checkedBy: string;
}

const text = readFileSync(new URL('../docs/cpython-tests.md', import.meta.url), 'utf8');
const rows = rowsOf(text);

function rowsOf(table: string): Row[] {
  let section = '';
  return table.split('\n').flatMap((line) => {
    section = /^## (.+)/.exec(line)?.[1] ?? section;
    const cells = /^\| `(\w+)` \| ([^|]+) \| ([^|]*)\|$/.exec(line);
    const [, name = '', here = '', checkedBy = ''] = cells ?? [];
    return cells ? [{ section, name, here, checkedBy }] : [];
  });
}

/** The tests that a text names: `file` "title". */
function namedTests(of: string): { file: string; title: string }[] {
  return [...of.matchAll(/`([\w-]+)` "([^"]+)"/g)].map(([, file = '', title = '']) => ({ file, title }));
}

/** The titles of a file's tests: a text in quotes, and then what the test does. */
function titlesIn(file: string): Set<string> {
  const source = readFileSync(new URL(`${file}.test.ts`, import.meta.url), 'utf8');
  return new Set(
    [...source.matchAll(/\(\s*(['"`])((?:(?!\1).)+)\1,\s*(?:async )?\(/g)].map(([, , title = '']) => title),
  );
}

const named = namedTests(text);
const files = [...new Set(named.map(({ file }) => file))];

describe('each test that docs/cpython-tests.md names', () => {
  test.each(files)('is in %s.test.ts', (file) => {
    const titles = titlesIn(file);
    const missing = named.filter((one) => one.file === file && !titles.has(one.title)).map(({ title }) => title);
    expect(missing).toEqual([]);
  });

  test('is found by its whole title only', () => {
    expect(titlesIn('basics')).toContain('uses an idle worker again instead of starting another');
    expect(titlesIn('basics')).not.toContain('uses an idle worker');
  });
});

describe('docs/cpython-tests.md', () => {
  test('has every row of its tables read here', () => {
    const lines = text.split('\n').filter((line) => line.startsWith('| `test_'));
    expect(rows).toHaveLength(lines.length);
    expect(rows.length).toBeGreaterThan(100);
  });

  test('names each case once in its section, and a test of ours for all that applies', () => {
    expect(new Set(rows.map(({ section, name }) => `${section} ${name}`)).size).toBe(rows.length);
    const unfounded = rows.filter(({ here, checkedBy }) => {
      return !here.startsWith('does not apply: ') && namedTests(checkedBy).length === 0;
    });
    expect(unfounded).toEqual([]);
    const unclear = rows.filter(({ here }) => !/^(same|differs: |does not apply: )/.test(here));
    expect(unclear).toEqual([]);
  });

  test('names no test that is not in a file of this folder', () => {
    const suites = new Set(readdirSync(new URL('.', import.meta.url)));
    expect(files.filter((file) => !suites.has(`${file}.test.ts`))).toEqual([]);
  });
});
