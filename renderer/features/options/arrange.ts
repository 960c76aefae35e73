// Puts a type's fields into groups by its layout.

import type { Json } from './json-schema.ts';
import { type Adjustment, layouts } from './layouts.ts';
import type { Field } from './schema.ts';

export interface ArrangedGroup {
  /** null: without a heading. */
  readonly name: string | null;
  /** Rows of one or more fields side by side. */
  readonly rows: readonly (readonly Field[])[];
  readonly closed: boolean;
}

const none: Adjustment = {};

export function adjustmentOf(type: string, name: string): Adjustment {
  return layouts[type]?.adjust[name] ?? none;
}

/** Fields that do not matter with these options are left out, and so are groups that become empty. */
export function arrange(type: string, fields: readonly Field[], options: Json): readonly ArrangedGroup[] {
  const layout = layouts[type];
  const shown = fields.filter((field) => adjustmentOf(type, field.name).visible?.(options) ?? true);
  if (!layout) return [{ name: null, rows: shown.map((field) => [field]), closed: false }];
  const byName = new Map(shown.map((field) => [field.name, field]));
  const take = (name: string): Field[] => {
    const field = byName.get(name);
    return field && byName.delete(name) ? [field] : [];
  };
  const groups = layout.groups.map(({ name, fields: rows, closed }) => ({
    name,
    rows: rows.map((row) => (typeof row === 'string' ? [row] : row).flatMap(take)),
    closed: closed ?? false,
  }));
  const rest = [...byName.values()].map((field) => [field]);
  const last = groups.at(-1);
  const all = last && rest.length > 0 ? [...groups.slice(0, -1), { ...last, rows: [...last.rows, ...rest] }] : groups;
  return all
    .map((group) => ({ ...group, rows: group.rows.filter((row) => row.length > 0) }))
    .filter((group) => group.rows.length > 0);
}
