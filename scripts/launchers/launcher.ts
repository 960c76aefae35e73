// What is known of a job type's entry in the menus of systems.
import type { AnyJobType } from '../../workers/jobs/job-type.ts';
import type { Language } from '../../workers/messages/languages.ts';
import type { SystemTexts } from '../../workers/messages/system-texts.ts';
import type { TypeTexts } from '../../workers/options/type-texts.ts';

export type System = Readonly<Record<Language, SystemTexts>>;

export interface Launcher extends Pick<AnyJobType['definition'], 'type' | 'accepts' | 'offered'> {
  readonly texts: Readonly<Record<Language, TypeTexts['launcher']>>;
}

/** @throws {Error} if there is nothing to replace */
export function replaced(text: string, part: RegExp, by: string): string {
  if (!part.test(text)) throw new Error(`Nothing looks like ${part}.`);
  return text.replace(part, () => by);
}
