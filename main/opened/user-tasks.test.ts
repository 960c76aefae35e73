import { expect, it } from 'vitest';
import * as registry from '../../workers/jobs/registry.ts';
import { askedOnCommandLine } from './path-arguments.ts';
import { userTasks } from './user-tasks.ts';

const types = Object.values(registry).map(({ definition }) => definition);

it("Windows' jump list has a task for each type of job, in the language of the settings, which asks for files", async () => {
  const tasks = await userTasks(types, 'de', 'C:\\Dropmill\\Dropmill.exe');

  expect(tasks.map(({ title }) => title)).toEqual(['Zippen', 'Verkleinern', 'Entpacken']);
  for (const task of tasks) {
    expect(task).toMatchObject({ program: 'C:\\Dropmill\\Dropmill.exe', iconPath: task.program, iconIndex: 0 });
    expect(task.description).toMatch(/\.$/);
  }
  const context = { folder: '/', types: Object.keys(registry) };
  expect(tasks.map((task) => askedOnCommandLine(task.arguments.split(' '), context))).toEqual(
    ['zip', 'resize', 'extract'].map((type) => ({ type, paths: [] })),
  );
});
