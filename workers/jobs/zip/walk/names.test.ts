import { expect, it } from 'vitest';
import { isForbiddenOnWindows } from '../../../files/system/names.ts';
import { safeEntryName } from './names.ts';

it.for([
  ['con', 'con_'],
  ['aux.txt', 'aux_.txt'],
  ['NUL .txt', 'NUL_ .txt'],
  ['conin$', 'conin$_'],
  ['CONOUT$.log', 'CONOUT$_.log'],
  ['console', 'console'],
  [`aux.${'x'.repeat(251)}`, `aux_.${'x'.repeat(250)}`],
  [`nul.${'ä'.repeat(125)}y`, `nul_.${'ä'.repeat(125)}`],
] as const)('%s is called %s where every system has to hold it', ([name, expected]) => {
  const safe = safeEntryName(name, 'portable');
  expect(safe).toBe(expected);
  expect([isForbiddenOnWindows(safe), Buffer.byteLength(safe) <= 255]).toEqual([false, true]);
  expect(safeEntryName(name, 'exact')).toBe(name);
});
