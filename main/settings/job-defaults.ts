// What the settings say about every job's options. They stand in for a table's own defaults, in the form and at submit.
import type { JobDefinition } from '../../workers/jobs/job-type.ts';
import type { Option, OptionValue } from '../../workers/options/option-table.ts';
import type { OptionInfo } from '../contract/api.ts';
import type { KeptSettings } from './settings-schema.ts';

type Defaults = Readonly<Record<string, unknown>>;
type Definition = Pick<JobDefinition<unknown>, 'options'>;
export type OutputSettings = Pick<KeptSettings, 'collision' | 'outputFolder'>;

/**
 * @param folder what stands for the folder of the settings: its path, or an id for the window
 * @returns the defaults by option, only those that the settings have a say in
 */
export function jobDefaults({ options }: Definition, settings: OutputSettings, folder: string | null): Defaults {
  const place = settings.outputFolder === null ? null : folder;
  const defaults = Object.entries(options).flatMap(([key, { fromSettings }]) => {
    if (fromSettings?.setting === 'collision') return [[key, settings.collision] as const];
    if (fromSettings?.setting === 'outputFolder' && place !== null)
      return [[key, fromSettings.value ?? place] as const];
    return [];
  });
  return Object.fromEntries(defaults);
}

/** The options as the window draws them. */
export function optionInfos({ options }: Definition, defaults: Defaults): OptionInfo[] {
  return Object.entries(options).map(([key, option]) =>
    optionInfo(key, option, defaults[key] as OptionValue | undefined),
  );
}

/** Data only: functions do not cross the border. */
function optionInfo(key: string, { check, flag, fromSettings, ...option }: Option, value?: OptionValue): OptionInfo {
  return { ...option, key, ...(value !== undefined && { default: value }) } as OptionInfo;
}
