// Takes errors across a border that clones: class, name, message, code, stack, cause and own properties survive.
import * as executorErrors from '../errors.ts';
import type { ErrorClass } from '../types.ts';

/** An error as it travels. */
export type EncodedError =
  | {
      /** Names of the classes from the error's own up to Error. */
      readonly classes: readonly string[];
      readonly name: string;
      readonly message: string;
      readonly stack: string | undefined;
      readonly properties: Readonly<Record<string, unknown>>;
      readonly cause?: EncodedError;
      /** Of an AggregateError. */
      readonly errors?: readonly EncodedError[];
    }
  | { readonly thrown: unknown };

const BUILT_IN: readonly ErrorClass[] = [
  Error,
  AggregateError,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
  ...Object.values(executorErrors).filter((value) => typeof value === 'function' && value.prototype instanceof Error),
] as ErrorClass[];

const CARRIED_APART = new Set(['name', 'message', 'stack', 'cause', 'errors']);

/** Makes a thrown value fit to be cloned. `clone` is how the border copies, and tells what it refuses. */
export function encodeError(thrown: unknown, seen: Set<unknown> = new Set()): EncodedError {
  if (!(thrown instanceof Error)) return { thrown: isCloneable(thrown) ? thrown : inWords(thrown) };
  seen.add(thrown);
  return {
    classes: classNames(thrown),
    name: String(thrown.name),
    message: String(thrown.message),
    stack: typeof thrown.stack === 'string' ? thrown.stack : undefined,
    properties: cloneableProperties(thrown),
    ...('cause' in thrown && !seen.has(thrown.cause) ? { cause: encodeError(thrown.cause, seen) } : {}),
    ...(thrown instanceof AggregateError
      ? { errors: thrown.errors.filter((error) => !seen.has(error)).map((error) => encodeError(error, seen)) }
      : {}),
  };
}

/** Turns errors back: an instance of the nearest class that is built in, of the executor, or among `known`. */
export class ErrorDecoder {
  readonly #classes: ReadonlyMap<string, ErrorClass>;

  constructor(known: readonly ErrorClass[] = []) {
    this.#classes = new Map([...BUILT_IN, ...known].map((errorClass) => [errorClass.name, errorClass]));
  }

  decode(encoded: EncodedError): unknown {
    if ('thrown' in encoded) return encoded.thrown;
    const error = this.#create(encoded.classes, encoded.message, encoded.name);
    if (error.name !== encoded.name) define(error, 'name', encoded.name);
    if (encoded.stack !== undefined) define(error, 'stack', encoded.stack);
    if (encoded.cause) define(error, 'cause', this.decode(encoded.cause));
    if (encoded.errors)
      define(
        error,
        'errors',
        encoded.errors.map((one) => this.decode(one)),
      );
    return Object.assign(error, encoded.properties);
  }

  #create(classes: readonly string[], message: string, name: string): Error {
    if (classes.includes('DOMException')) return new DOMException(message, name);
    const nearest = classes.map((className) => this.#classes.get(className)).find((found) => found !== undefined);
    // A real Error with the class's prototype, without running a constructor that may want other arguments.
    return Reflect.construct(
      Error,
      [message],
      Object.assign(function ErrorClass() {}, { prototype: nearest?.prototype ?? Error.prototype }),
    );
  }
}

function inWords(value: unknown): string {
  // Hardly ever needed, and too much to load at each start of a worker.
  return process.getBuiltinModule('node:util').inspect(value);
}

function classNames(error: Error): string[] {
  const names: string[] = [];
  for (
    let proto = Object.getPrototypeOf(error);
    proto && proto !== Object.prototype;
    proto = Object.getPrototypeOf(proto)
  ) {
    if (typeof proto.constructor === 'function') names.push(proto.constructor.name);
  }
  return names;
}

function cloneableProperties(error: Error): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  for (const key of Object.keys(error)) {
    if (CARRIED_APART.has(key)) continue;
    const value: unknown = Reflect.get(error, key);
    if (isCloneable(value)) properties[key] = value;
  }
  return properties;
}

function isCloneable(value: unknown): boolean {
  if (typeof value === 'function' || typeof value === 'symbol') return false;
  if (typeof value !== 'object' || value === null) return true;
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

function define(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, { value, writable: true, configurable: true, enumerable: false });
}
