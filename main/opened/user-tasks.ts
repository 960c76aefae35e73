// Windows' jump list, at the app's button in the taskbar: each type of job, as in the launchers of Linux.
import type { Task } from 'electron';
import type { Language } from '../../workers/messages/languages.ts';
import type { TypeTexts } from '../../workers/options/type-texts.ts';

interface TaskType {
  readonly type: string;
  readonly place: number;
  readonly texts: Readonly<Record<Language, Pick<TypeTexts, 'name' | 'command'>>>;
}

/**
 * A type without files has the window ask for them (`openAsked` in main/app.ts).
 * @param program path of the app
 */
export function userTasks(types: readonly TaskType[], language: Language, program: string): Task[] {
  return types
    .toSorted((a, b) => a.place - b.place)
    .map(({ type, texts }) => ({
      program,
      arguments: `--${type}`,
      title: texts[language].name,
      description: texts[language].command,
      iconPath: program,
      iconIndex: 0,
    }));
}
