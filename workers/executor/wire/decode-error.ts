// Turns encoded errors back into errors.
import { mapItems } from '../common/map-items.ts';
import * as executorErrors from '../errors.ts';
import type { ErrorClass } from '../types.ts';
import {
  type EncodedError,
  type EncodedValue,
  type ErrorEntry,
  OURS,
  PLATFORM,
  PLATFORM_ERRORS,
} from './encoded-error.ts';

const LANGUAGE: readonly ErrorClass[] = [
  Error,
  AggregateError,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
  ...('SuppressedError' in globalThis ? [globalThis.SuppressedError as ErrorClass] : []),
];

const EXECUTOR: readonly ErrorClass[] = Object.values(executorErrors).filter(
  (value): value is typeof value & ErrorClass => typeof value === 'function' && value.prototype instanceof Error,
);

/** How errors came that were decoded here. */
const encodedForms = new WeakMap<Error, EncodedError>();

/** How an error came that was decoded here: with the classes that are not known here, for whoever sends it on. */
export function encodedFormOf(error: unknown): EncodedError | undefined {
  return typeof error === 'object' && error !== null ? encodedForms.get(error as Error) : undefined;
}

/** Makes an error an instance of the nearest class that is built in, of the executor, or among `known`. */
export class ErrorDecoder {
  readonly #classes: ReadonlyMap<string, ErrorClass>;

  constructor(known: readonly ErrorClass[] = []) {
    this.#classes = new Map([
      ...LANGUAGE.map((errorClass) => [errorClass.name, errorClass] as const),
      ...PLATFORM_ERRORS.map((errorClass) => [`${PLATFORM}${errorClass.name}`, errorClass] as const),
      // Their names on the prototype, since minifiers rename classes.
      ...EXECUTOR.map((errorClass) => [`${OURS}${errorClass.prototype.name}`, errorClass] as const),
      ...known.map((errorClass) => [errorClass.name, errorClass] as const),
    ]);
  }

  decode(encoded: EncodedError): unknown {
    if ('thrown' in encoded) return encoded.thrown;
    const errors = encoded.errors.map((entry) => this.#create(entry));
    for (const [i, error] of errors.entries()) {
      for (const { key, isEnumerable, value } of encoded.errors[i]?.properties ?? []) {
        define(error, key, decodeValue(value, errors), isEnumerable);
      }
    }
    const [first] = errors;
    if (first) encodedForms.set(first, encoded);
    return first;
  }

  #create({ classes, name, message, stack }: ErrorEntry): Error {
    const error = this.#instance(classes, message, name);
    if (error.name !== name) define(error, 'name', name, false);
    if (stack !== undefined) define(error, 'stack', stack, false);
    return error;
  }

  #instance(classes: readonly string[], message: string, name: string): Error {
    if (classes.includes(`${PLATFORM}DOMException`)) return new DOMException(message, name);
    const nearest = classes.map((className) => this.#classes.get(className)).find((found) => found !== undefined);
    // A real Error with the class's prototype, without running a constructor that may want other arguments.
    return Reflect.construct(
      Error,
      [message],
      Object.assign(function ErrorClass() {}, { prototype: nearest?.prototype ?? Error.prototype }),
    );
  }
}

function decodeValue(encoded: EncodedValue, errors: readonly Error[]): unknown {
  if ('at' in encoded) return errors[encoded.at];
  if ('list' in encoded) return mapItems(encoded.list, (item) => decodeValue(item, errors));
  return encoded.value;
}

function define(error: Error, key: string, value: unknown, enumerable: boolean): void {
  Object.defineProperty(error, key, { value, writable: true, configurable: true, enumerable });
}
