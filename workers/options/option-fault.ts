// What is wrong with options that each have the right kind of value.
import type { KnownMessage } from '../messages/codes.ts';
import type { OptionTable } from './option-table.ts';

export type OptionFault = readonly [option: string, message: KnownMessage];

/** What can be wrong with a type's options. */
interface Checked<Options> {
  readonly options: OptionTable;
  /** What is wrong with options that are each good by themselves. */
  fault?(options: Options): OptionFault | undefined;
}

/** The first fault: of an option by itself, then of the options together. */
export function faultOf<Options>(definition: Checked<Options>, values: Options): OptionFault | undefined {
  for (const [key, option] of Object.entries(definition.options)) {
    const check = option.check as ((value: unknown) => KnownMessage | undefined) | undefined;
    const message = check?.((values as Record<string, unknown>)[key]);
    if (message) return [key, message];
  }
  return definition.fault?.(values);
}
