import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { isLinux } from '../system.ts';
import { hasLastingNumbers, isNumberOfNtfs } from './identity.ts';

it.each([
  ['the root folder of an NTFS disk', 0x0005_0000_0000_0005n, true],
  ['a new file there', 0x0001_0000_0003_8a41n, true],
  ['one whose place was used so often that Node calls its number negative', -0x7ffe_ffff_fffc_75bfn, true],
  ['a name 512 bytes after the beginning of a disk', 512n, false],
  ['a name at the end of an exFAT disk of 128 TiB', 2n ** 47n - 32n, false],
  ['nothing, as some drives number all their files', 0n, false],
])('Windows numbers files by what their disk is: %s', (_, number, isNtfs) => {
  expect(isNumberOfNtfs(number)).toBe(isNtfs);
});

it.runIf(isLinux)('a file of the common disks of Linux keeps its number', async () => {
  expect(await hasLastingNumbers(tmpdir())).toBe(true);
});
