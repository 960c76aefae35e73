// Which values fit which fields. Keeps drafts of an older schema from being sent.
import type { Json } from './json-schema.ts';
import { defaultOf, type Field } from './schema.ts';

/** The draft's values that fit, and the defaults for all else. */
export function complete(fields: readonly Field[], draft: Json): Json {
  return Object.fromEntries(
    fields.map((field) => [field.name, fits(field, draft[field.name]) ? draft[field.name] : defaultOf(field)]),
  );
}

/** Only what was chosen and differs from its default: what is worth keeping and sending. */
export function chosen(fields: readonly Field[], draft: Json): Json {
  return Object.fromEntries(
    fields
      .filter((field) => fits(field, draft[field.name]) && !same(draft[field.name], defaultOf(field)))
      .map((field) => [field.name, draft[field.name]]),
  );
}

/** Whether a value is one that the field's control could have made. */
export function fits(field: Field, value: unknown): boolean {
  if (value === null) return field.nullable;
  const { control } = field;
  switch (control.kind) {
    case 'switch':
      return typeof value === 'boolean';
    case 'choice':
      return control.choices.some((choice) => choice.value === value);
    case 'number':
      return fitsNumber(control, value);
    case 'text':
      return typeof value === 'string' && fitsText(control, value);
    case 'checks':
      return Array.isArray(value) && value.every((entry) => control.choices.some((choice) => choice.value === entry));
    case 'lines':
      return fitsLines(control, value);
    case 'group':
      return isObject(value) && control.fields.every((inner) => fits(inner, value[inner.name]));
    case 'variants': {
      if (!isObject(value)) return false;
      const variant = control.variants.find((one) => one.value === value[control.tag]);
      return variant?.fields.every((inner) => fits(inner, value[inner.name])) ?? false;
    }
    case 'json':
      return value !== undefined;
  }
}

function fitsNumber(control: { min?: number; max?: number; integer: boolean }, value: unknown): boolean {
  return (
    typeof value === 'number' &&
    Number.isFinite(value) &&
    (!control.integer || Number.isInteger(value)) &&
    value >= (control.min ?? -Infinity) &&
    value <= (control.max ?? Infinity)
  );
}

function fitsText(control: { pattern?: string; minLength?: number }, value: string): boolean {
  return value.length >= (control.minLength ?? 0) && (control.pattern === undefined || matches(control.pattern, value));
}

function fitsLines(control: { of: 'text' | 'number'; max?: number }, value: unknown): boolean {
  const type = control.of === 'text' ? 'string' : 'number';
  return (
    Array.isArray(value) &&
    value.length <= (control.max ?? Infinity) &&
    value.every((entry) => typeof entry === type && !Number.isNaN(entry))
  );
}

/** A pattern that this engine cannot read does not refuse anything; main has the last word. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return true;
  }
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
