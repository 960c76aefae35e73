// What each section of the settings is given.
import type { Settings } from '../../../main/contract/settings.ts';

export interface SectionProps {
  readonly settings: Settings;
}
