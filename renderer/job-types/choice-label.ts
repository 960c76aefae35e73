// What the form calls a choice, for messages that name it: they do not say which job type they come from.
import type { JobTypeInfo } from '../../main/contract/api.ts';
import type { Language } from '../../workers/messages/languages.ts';

/** @returns the choice itself where no type has such an option */
export function choiceLabel(
  types: readonly Pick<JobTypeInfo, 'options' | 'texts'>[],
  language: Language,
  key: string,
  choice: string,
): string {
  for (const { options, texts } of types) {
    const option = options.find((one) => one.key === key);
    if (option?.kind !== 'choice' || !option.choices.includes(choice)) continue;
    return option.labels?.[choice] ?? texts[language].options[key]?.choices?.[choice] ?? choice;
  }
  return choice;
}
