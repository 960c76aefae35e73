// Finds what is wrong with options whose values have the right kind.
import type { KnownMessage } from '../messages/codes.ts';
import type { OptionTable } from './option-table.ts';

export type OptionFault = readonly [option: string, message: KnownMessage];

/** The part of a type's definition that is needed to check its options. */
interface Checked<Options> {
  readonly options: OptionTable;
  /** Returns what is wrong with a combination of options that are valid by themselves. */
  fault?(options: Options): OptionFault | undefined;
}

/** Returns the first fault: of a single option, then of the options together. */
export function faultOf<Options>(definition: Checked<Options>, values: Options): OptionFault | undefined {
  for (const [key, option] of Object.entries(definition.options)) {
    const check = option.check as ((value: unknown) => KnownMessage | undefined) | undefined;
    const message = check?.((values as Record<string, unknown>)[key]);
    if (message) return [key, message];
  }
  return definition.fault?.(values);
}
