// Windows' jump list, at the app's button in the taskbar: each type of job, as in the launchers of Linux.
import type { Task } from 'electron';
import type { Language } from '../../workers/messages/languages.ts';
import type { TypeTextsLoader } from '../../workers/options/type-texts.ts';

interface TaskType {
  readonly type: string;
  readonly place: number;
  readonly texts: TypeTextsLoader;
}

/**
 * A type without files has the window ask for them (`openAsked` in main/app.ts).
 * @param program path of the app
 */
export async function userTasks(types: readonly TaskType[], language: Language, program: string): Promise<Task[]> {
  const tasks = types
    .toSorted((a, b) => a.place - b.place)
    .map(async ({ type, texts: load }) => {
      const { texts } = await load(language);
      return {
        program,
        arguments: `--${type}`,
        title: texts.name,
        description: texts.command,
        iconPath: program,
        iconIndex: 0,
      };
    });
  return Promise.all(tasks);
}
