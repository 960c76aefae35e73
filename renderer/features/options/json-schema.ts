// Small steps through a JSON Schema (2020-12).

export type Json = Readonly<Record<string, unknown>>;

/** The schemas of an `anyOf` or `oneOf`. */
export function optionsOf(schema: Json, root: Json): readonly Json[] | undefined {
  const options = schema.oneOf ?? schema.anyOf;
  return Array.isArray(options) && options.length > 0
    ? options.map((option) => resolve(asObject(option), root))
    : undefined;
}

/** `X | null` is a nullable X. */
export function withoutNull(schema: Json, root: Json): { inner: Json; nullable: boolean } {
  const options = optionsOf(schema, root);
  const rest = options?.filter((option) => option.type !== 'null' && option.const !== null);
  if (options && rest && rest.length < options.length) {
    const [only] = rest;
    return { inner: rest.length === 1 && only ? only : { anyOf: rest }, nullable: true };
  }
  if (Array.isArray(schema.type) && schema.type.includes('null')) {
    const types = schema.type.filter((type) => type !== 'null');
    return { inner: { ...schema, type: types.length === 1 ? types[0] : types }, nullable: true };
  }
  return { inner: schema, nullable: false };
}

/** Follows `#/...` references within the schema. What stands beside a reference counts too. */
export function resolve(schema: Json, root: Json, hops = 0): Json {
  const reference = text(schema.$ref);
  if (!reference?.startsWith('#') || hops > 8) return schema;
  const target = reference
    .split('/')
    .slice(1)
    .reduce<unknown>((at, part) => asObject(at)[part.replaceAll('~1', '/').replaceAll('~0', '~')], root);
  const { $ref: _, ...beside } = schema;
  return { ...resolve(asObject(target), root, hops + 1), ...beside };
}

/** The safe integers, which zod writes for "any integer", are no limits to show. */
export function limits(schema: Json): { min?: number; max?: number } {
  const min = number(schema.minimum) ?? number(schema.exclusiveMinimum);
  const max = number(schema.maximum) ?? number(schema.exclusiveMaximum);
  return {
    ...optional('min', min !== undefined && min > Number.MIN_SAFE_INTEGER ? min : undefined),
    ...optional('max', max !== undefined && max < Number.MAX_SAFE_INTEGER ? max : undefined),
  };
}

export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

export const asObject = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
export const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
