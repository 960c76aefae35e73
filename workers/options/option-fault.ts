// What is wrong with options that each have the right kind of value.
import type { JobDefinition } from '../jobs/job-type.ts';
import type { KnownMessage } from '../messages/codes.ts';

export type OptionFault = readonly [option: string, message: KnownMessage];

/** The first fault: of an option by itself, then of the options together. */
export function faultOf<Options>(
  definition: Pick<JobDefinition<Options>, 'options' | 'fault'>,
  values: Options,
): OptionFault | undefined {
  for (const [key, option] of Object.entries(definition.options)) {
    const check = option.check as ((value: unknown) => KnownMessage | undefined) | undefined;
    const message = check?.((values as Record<string, unknown>)[key]);
    if (message) return [key, message];
  }
  return definition.fault?.(values);
}
