// Patterns as users of Windows type them. All else of patterns is tested where they exclude files.
import { describe, expect, it } from 'vitest';
import { typedPattern } from '../../../files/exclude-patterns.ts';
import { type FilteredPath, Patterns } from './patterns.ts';

/** A file below an input, as the walk of Windows has it. */
function file(input: string, inside: string): FilteredPath {
  const whole = `${input
    .split('\\')
    .findLast((part) => part !== '')
    ?.replace(':', '')}\\${inside}`;
  return {
    inside,
    whole,
    path: `${input.endsWith('\\') ? input : `${input}\\`}${inside}`,
    isFolder: false,
    isRoot: false,
  };
}

describe('on Windows', () => {
  it.each([
    ['docs\\old', 'docs\\old\\a.txt'],
    ['.\\docs\\*.txt', 'docs\\a.txt'],
    ['docs\\**\\a.txt', 'docs\\x\\y\\a.txt'],
    ['in\\docs', 'docs\\a.txt'],
    ['docs/old', 'docs\\old\\a.txt'],
    ['C:\\Users\\me\\in\\docs', 'docs\\a.txt'],
    ['C:/Users/me/in/docs/', 'docs\\a.txt'],
    ['\\Users\\me\\in\\docs\\a.txt', 'docs\\a.txt'],
    ['\\#1', '#1'],
    ['a \\[1\\].txt', 'a [1].txt'],
  ])('%s excludes %s, and nothing beside it', (pattern, inside) => {
    const patterns = new Patterns([pattern], true);
    expect(patterns.excludes(file('C:\\Users\\me\\in', 'docs of others\\b.log'))).toBe(false);
    expect(patterns.unused).toEqual([0]);
    expect(patterns.excludes(file('C:\\Users\\me\\in', inside))).toBe(true);
    expect(patterns.unused).toEqual([]);
  });

  it('a pattern with a drive is of that drive alone', () => {
    const patterns = new Patterns(['D:\\Users\\me\\in\\docs', '!C:\\Users'], true);
    expect(patterns.excludes(file('C:\\Users\\me\\in', 'docs\\a.txt'))).toBe(false);
    expect(patterns.excludes(file('D:\\', 'Users\\me\\in\\docs\\a.txt'))).toBe(true);
    expect(patterns.excludes(file('\\\\?\\D:\\Users\\me\\in', 'docs\\a.txt'))).toBe(true);
  });

  it('on a share, absolute patterns are held against its path', () => {
    const patterns = new Patterns(['\\\\nas\\photos\\raw', '/x/y'], true);
    expect(patterns.excludes(file('\\\\nas\\photos', 'raw\\a.cr2'))).toBe(true);
    expect(patterns.excludes(file('\\\\?\\UNC\\nas\\photos', 'raw\\a.cr2'))).toBe(true);
    expect(patterns.excludes(file('\\\\nas\\photos', 'made\\a.jpg'))).toBe(false);
  });
});

it('elsewhere a backslash quotes, as in .gitignore', () => {
  expect(typedPattern('a\\*\\b', false)).toBe('a\\*\\b');
  const path = { inside: 'a*', whole: 'in/a*', path: '/in/a*', isFolder: false, isRoot: false };
  expect(new Patterns(['a\\*'], false).excludes(path)).toBe(true);
});
