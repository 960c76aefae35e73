// The form in which errors are sent: a table, so that errors can share causes, and cycles are possible.
import type { ErrorClass } from '../types.ts';

/** A value of an error's property: an error of the table, or any value that can be cloned. */
export type EncodedValue =
  | { readonly at: number }
  | { readonly list: readonly EncodedValue[] }
  | { readonly value: unknown };

export interface EncodedProperty {
  readonly key: string;
  readonly isEnumerable: boolean;
  readonly value: EncodedValue;
}

export interface ErrorEntry {
  /** Names of the classes from the error's own up to Error. */
  readonly classes: readonly string[];
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly properties: readonly EncodedProperty[];
}

/** What was thrown: the first error of a table, or a value that is no error. */
export type EncodedError = { readonly errors: readonly ErrorEntry[] } | { readonly thrown: unknown };

/** Comes before the names of the executor's own classes, which tells them from others of the same name. */
export const OURS = 'executor:';

/** Comes before the names of the platform's classes that are no errors of the language. */
export const PLATFORM = 'platform:';

const webAssembly: Readonly<Record<string, ErrorClass>> = Reflect.get(globalThis, 'WebAssembly') ?? {};

/** Those that are made as the language's are. Programs have classes of the same names; and without a compiler there are none. */
export const PLATFORM_ERRORS: readonly ErrorClass[] = ['CompileError', 'LinkError', 'RuntimeError'].flatMap(
  (name) => webAssembly[name] ?? [],
);
