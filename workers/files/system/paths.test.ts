import { posix, win32 } from 'node:path';
import { expect, it } from 'vitest';
import { isRoot, linkTargetFromWindows, plainRoot, rootName, withoutNamespace, withSeparator } from './paths.ts';

it.each([
  ['C:\\', 'C'],
  ['e:\\', 'e'],
  ['\\\\nas\\photos', 'photos'],
  ['\\\\nas\\photos\\', 'photos'],
  ['\\\\?\\D:\\', 'D'],
  ['\\\\?\\UNC\\nas\\photos\\', 'photos'],
  ['\\\\.\\D:\\', 'D'],
])('%s is a root of Windows, which an archive calls %s', (path, name) => {
  expect(isRoot(win32.resolve(path), win32)).toBe(true);
  expect(rootName(win32.resolve(path), win32)).toBe(name);
});

it.each(['C:\\a', '\\\\nas\\photos\\a', '\\\\?\\D:\\a', 'C:\\a\\'])('%s is no root of Windows', (path) => {
  expect(isRoot(path, win32)).toBe(false);
  expect(rootName(path, win32)).toBeUndefined();
});

it.each([
  ['\\\\?\\D:\\', 'D:\\'],
  ['D:\\', 'D:\\'],
  ['\\\\?\\UNC\\nas\\photos\\', '\\\\nas\\photos\\'],
  ['\\\\?\\D:\\a', '\\\\?\\D:\\a'],
])('%s is found as %s', (path, found) => {
  expect(plainRoot(win32.resolve(path), win32)).toBe(found);
  expect(plainRoot('/', posix)).toBe('/');
});

it('the root of a Unix is "root" in an archive', () => {
  expect(rootName('/', posix)).toBe('root');
  expect(rootName('/a', posix)).toBeUndefined();
});

it('a relative link of Windows has slashes in an archive', () => {
  expect(linkTargetFromWindows(Buffer.from('..\\Notes\\ä.txt')).toString()).toBe('../Notes/ä.txt');
  expect(linkTargetFromWindows(Buffer.from('\\\\?\\C:\\Notes')).toString()).toBe('C:/Notes');
});

it('a root has its separator already', () => {
  expect(withSeparator('C:\\', win32)).toBe('C:\\');
  expect(withSeparator('\\\\nas\\photos', win32)).toBe('\\\\nas\\photos\\');
  expect(withSeparator('/', posix)).toBe('/');
  expect(withSeparator('/a', posix)).toBe('/a/');
});

it.each([
  ['\\\\?\\C:\\a\\b', 'C:\\a\\b'],
  ['\\\\?\\UNC\\nas\\photos\\a', '\\\\nas\\photos\\a'],
  ['\\\\?\\Volume{1-2}\\a', '\\\\?\\Volume{1-2}\\a'],
  ['\\\\.\\C:\\a', 'C:\\a'],
  ['\\\\.\\pipe\\a', '\\\\.\\pipe\\a'],
  ['\\\\.\\PhysicalDrive0', '\\\\.\\PhysicalDrive0'],
  ['C:\\a', 'C:\\a'],
  ['/a', '/a'],
])('%s is %s without the mark of a long path', (path, plain) => {
  expect(withoutNamespace(path)).toBe(plain);
});
