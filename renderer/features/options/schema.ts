// Reads a job type's options schema (JSON Schema 2020-12) into what a form can draw. Knows no job type.

import { asObject, type Json, limits, number, optional, optionsOf, resolve, text, withoutNull } from './json-schema.ts';

export interface Choice {
  readonly value: string | number | boolean;
  /** The schema's own words for it, or the value made readable. */
  readonly title: string;
}

export interface Variant {
  readonly value: string;
  readonly title: string;
  readonly fields: readonly Field[];
}

export type Control =
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | {
      readonly kind: 'number';
      readonly min?: number;
      readonly max?: number;
      readonly integer: boolean;
      /** Named values worth a button. */
      readonly presets?: readonly Choice[];
    }
  | {
      readonly kind: 'text';
      readonly pattern?: string;
      readonly format?: string;
      readonly minLength?: number;
      /** A password: not shown, and not kept over restarts. */
      readonly secret?: boolean;
    }
  /** Several values, each from a few choices. */
  | { readonly kind: 'checks'; readonly choices: readonly Choice[] }
  /** Several texts or numbers, one a line. */
  | { readonly kind: 'lines'; readonly of: 'text' | 'number'; readonly max?: number }
  | { readonly kind: 'group'; readonly fields: readonly Field[] }
  /** One of several sets of fields, told apart by the value of `tag`. */
  | { readonly kind: 'variants'; readonly tag: string; readonly variants: readonly Variant[] }
  /** Anything else is written as JSON. */
  | { readonly kind: 'json' };

export interface Field {
  readonly name: string;
  readonly title: string;
  readonly description: string | undefined;
  /** The value may be null, which an empty control stands for. */
  readonly nullable: boolean;
  readonly default: unknown;
  readonly control: Control;
}

/** The fields of a whole options schema. */
export function fieldsOf(schema: Json): readonly Field[] {
  return objectFields(schema, schema, 0);
}

/** The options as they are when nothing was chosen. */
export function defaultsOf(fields: readonly Field[]): Json {
  return Object.fromEntries(fields.map((field) => [field.name, defaultOf(field)]));
}

export function defaultOf(field: Field): unknown {
  if (field.default !== undefined) return field.default;
  if (field.nullable) return null;
  const { control } = field;
  switch (control.kind) {
    case 'switch':
      return false;
    case 'choice':
      return control.choices[0]?.value;
    case 'number':
      return control.min ?? 0;
    case 'text':
      return '';
    case 'checks':
    case 'lines':
      return [];
    case 'group':
      return defaultsOf(control.fields);
    case 'variants': {
      const first = control.variants[0];
      return first ? variantDefault(control.tag, first) : {};
    }
    case 'json':
      return undefined;
  }
}

export function variantDefault(tag: string, variant: Variant): Json {
  return { [tag]: variant.value, ...defaultsOf(variant.fields) };
}

/** "keep-all" and "keepAll" become "Keep all". */
export function readable(name: string): string {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').replaceAll(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}

/** Nesting deeper than this is written as JSON; it also ends schemas that refer to themselves. */
const MAX_DEPTH = 4;

function objectFields(schema: Json, root: Json, depth: number, without?: string): readonly Field[] {
  return Object.entries(asObject(schema.properties))
    .filter(([name]) => name !== without)
    .map(([name, value]) => fieldOf(name, asObject(value), root, depth));
}

function fieldOf(name: string, raw: Json, root: Json, depth: number): Field {
  const schema = resolve(raw, root);
  const { inner: bare, nullable } = withoutNull(schema, root);
  // What the form is told beside the type belongs to the type within "or null" too.
  const inner: Json = {
    labels: schema.labels,
    choices: schema.choices,
    secret: schema.secret,
    format: schema.format,
    ...bare,
  };
  return {
    name,
    title: text(schema.title) ?? text(inner.title) ?? readable(name),
    description: text(schema.description) ?? text(inner.description),
    nullable,
    default: schema.default ?? inner.default,
    control: controlOf(inner, root, depth),
  };
}

function controlOf(schema: Json, root: Json, depth: number): Control {
  const choices = choicesOf(schema, root);
  if (choices) return { kind: 'choice', choices };
  const variants = variantsOf(schema, root, depth);
  if (variants) return variants;
  switch (schema.type) {
    case 'boolean':
      return { kind: 'switch' };
    case 'integer':
    case 'number':
      return {
        kind: 'number',
        ...limits(schema),
        integer: schema.type === 'integer',
        ...optional('presets', presetsOf(schema)),
      };
    case 'string':
      return {
        kind: 'text',
        ...optional('pattern', text(schema.pattern)),
        ...optional('format', text(schema.format)),
        ...optional('minLength', number(schema.minLength)),
        ...optional('secret', schema.secret === true || undefined),
      };
    case 'array':
      return listOf(schema, root);
    case 'object':
      return schema.properties === undefined || depth >= MAX_DEPTH
        ? { kind: 'json' }
        : { kind: 'group', fields: objectFields(schema, root, depth + 1) };
    default:
      return { kind: 'json' };
  }
}

function listOf(schema: Json, root: Json): Control {
  const items = resolve(asObject(schema.items), root);
  const choices = choicesOf({ labels: schema.labels, ...items }, root);
  if (choices) return { kind: 'checks', choices };
  const of = items.type === 'string' ? 'text' : items.type === 'integer' || items.type === 'number' ? 'number' : null;
  return of ? { kind: 'lines', of, ...optional('max', number(schema.maxItems)) } : { kind: 'json' };
}

function choicesOf(schema: Json, root: Json): readonly Choice[] | undefined {
  if (Array.isArray(schema.enum)) {
    const labels = asObject(schema.labels);
    return schema.enum.filter(isChoice).map((value) => choice(value, text(labels[String(value)])));
  }
  const options = optionsOf(schema, root);
  if (!options?.every((option) => isChoice(option.const))) return undefined;
  return options.map((option) => choice(option.const as Choice['value'], text(option.title)));
}

/** The schema may name some numbers: `choices: [{ value: 9, label: 'Small' }]`. */
function presetsOf(schema: Json): readonly Choice[] | undefined {
  if (!Array.isArray(schema.choices)) return undefined;
  return schema.choices
    .map(asObject)
    .flatMap(({ value, label }) => (isChoice(value) ? [choice(value, text(label))] : []));
}

function choice(value: Choice['value'], title?: string): Choice {
  return { value, title: title ?? readable(String(value)) };
}

function variantsOf(schema: Json, root: Json, depth: number): Control | undefined {
  const options = optionsOf(schema, root);
  if (!options || depth >= MAX_DEPTH || !options.every((option) => option.type === 'object')) return undefined;
  const tag = Object.keys(asObject(options[0]?.properties)).find((name) =>
    options.every((option) => typeof asObject(asObject(option.properties)[name]).const === 'string'),
  );
  if (tag === undefined) return undefined;
  const variants = options.map((option) => {
    const value = String(asObject(asObject(option.properties)[tag]).const);
    const title = text(option.title) ?? readable(value);
    return { value, title, fields: objectFields(option, root, depth + 1, tag) };
  });
  return { kind: 'variants', tag, variants };
}

const isChoice = (value: unknown): value is Choice['value'] => ['string', 'number', 'boolean'].includes(typeof value);
