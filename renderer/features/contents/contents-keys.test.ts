import { expect, it } from 'vitest';
import type { ContentsRow } from '../../../main/contract/plan.ts';
import { type TreeStep, treeStep } from './contents-keys.ts';

const row = (level: number, open: boolean | null, refused = false) =>
  ({ level, open, refused: refused ? { code: 'LEADS_OUTSIDE' } : null }) as ContentsRow;

/** An open folder with a closed one and a file in it, then a file, then one that is refused. */
const rows = [row(1, true), row(2, false), row(2, null), row(1, null), row(1, null, true)];

function press(key: string, active: number, hasControl = false): string | undefined {
  const state = { active, total: rows.length, height: 2, rowAt: (at: number) => rows[at] };
  const step = treeStep(key, hasControl, state);
  return step && textOf(step);
}

function textOf(step: TreeStep): string {
  if (step.kind === 'go') return `go ${step.to}`;
  return 'row' in step ? `${step.kind} ${rows.indexOf(step.row)}` : step.kind;
}

it.for([
  ['ArrowDown', 0, 'go 1'],
  ['ArrowDown', 4, 'go 4'],
  ['ArrowUp', 0, 'go 0'],
  ['PageDown', 1, 'go 3'],
  ['PageUp', 1, 'go 0'],
  ['Home', 3, 'go 0'],
  ['End', 0, 'go 4'],
  ['ArrowRight', 1, 'toggle 1'],
  ['ArrowRight', 0, 'go 1'],
  ['ArrowRight', 3, 'go 3'],
  ['ArrowLeft', 0, 'toggle 0'],
  ['ArrowLeft', 2, 'go 0'],
  ['ArrowLeft', 3, 'go 3'],
  ['Enter', 1, 'toggle 1'],
  ['Enter', 3, undefined],
  [' ', 2, 'choose 2'],
  [' ', 4, 'go 4'],
  ['x', 0, undefined],
] as const)('%s on row %i: %s', ([key, active, expected]) => {
  expect(press(key, active)).toBe(expected);
});

it('Ctrl+A chooses all, and other keys with Ctrl are not the tree’s', () => {
  expect(press('a', 0, true)).toBe('choose-all');
  expect(press('Home', 0, true)).toBeUndefined();
});
