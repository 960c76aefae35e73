// The keys of a tree: WAI-ARIA's tree view pattern.
import type { ContentsRow } from '../../../main/contract/plan.ts';

export interface TreeState {
  readonly active: number;
  readonly total: number;
  /** Rows that fit into the part in sight. */
  readonly height: number;
  /** Undefined where a row is not loaded. */
  readonly rowAt: (row: number) => ContentsRow | undefined;
}

export type TreeStep =
  | { readonly kind: 'go'; readonly to: number }
  | { readonly kind: 'toggle' | 'choose'; readonly row: ContentsRow }
  | { readonly kind: 'choose-all' };

/** @param key as `KeyboardEvent.key` @returns undefined for keys that are somebody else's */
export function treeStep(
  key: string,
  hasControl: boolean,
  { active, total, height, rowAt }: TreeState,
): TreeStep | undefined {
  const row = rowAt(active);
  const go = (to: number): TreeStep => ({ kind: 'go', to: Math.min(Math.max(0, to), Math.max(0, total - 1)) });
  if (hasControl) return key.toLowerCase() === 'a' ? { kind: 'choose-all' } : undefined;
  switch (key) {
    case 'ArrowDown':
      return go(active + 1);
    case 'ArrowUp':
      return go(active - 1);
    case 'PageDown':
      return go(active + height);
    case 'PageUp':
      return go(active - height);
    case 'Home':
      return go(0);
    case 'End':
      return go(total - 1);
    case 'ArrowRight':
      if (row?.open === false) return { kind: 'toggle', row };
      return row?.open ? go(active + 1) : go(active);
    case 'ArrowLeft':
      if (row?.open) return { kind: 'toggle', row };
      return go(parentOf(active, row, rowAt));
    case 'Enter':
      return row && row.open !== null ? { kind: 'toggle', row } : undefined;
    case ' ':
      return row && !row.refused ? { kind: 'choose', row } : go(active);
    default:
      return undefined;
  }
}

/** The row of the folder that holds it, as far as rows are loaded. */
function parentOf(active: number, row: ContentsRow | undefined, rowAt: TreeState['rowAt']): number {
  if (!row || row.level === 1) return active;
  for (let at = active - 1; at >= 0; at--) {
    const other = rowAt(at);
    if (!other) return active;
    if (other.level < row.level) return at;
  }
  return active;
}
