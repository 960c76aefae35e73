// The tasks of docs/usability.md, each from a fresh start to its end, in the shortest way, and only by what can be seen.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { holdOver } from '../../e2e/drop-files.ts';
import { kill } from '../../e2e/faults/processes.ts';
import type { Person } from './person.ts';

export interface Place {
  /** With the files of the task. */
  readonly folder: string;
  /** Starts the app with the profile of the task's earlier starts. */
  readonly start: () => Promise<Person>;
  /** Fails the task: a result is not as it should be. */
  readonly expect: (what: string, holds: boolean) => void;
}

export type Task = (place: Place) => Promise<void>;

export async function parent({ folder, start, expect }: Place): Promise<void> {
  const person = await start();
  const { app } = person;
  await person.press('radio', 'E-mail under 1 MB');
  await person.drop('resize', [join(folder, 'Holiday')]);
  await person.read(/[1-9]\d?%/, app.row('Holiday'));
  await person.press('button', 'Cancel', { within: app.row('Holiday') });
  await person.read(/results? kept/, app.row('Holiday'));
  await person.press('button', /^Continue \(\d+ left\)/, { within: app.row('Holiday') });
  await person.see('row', 'Holiday, Done');
  await person.press('row', 'Holiday', { by: 'right' });
  await person.press('menuitem', 'Zip the results');
  await person.see('row', 'Holiday (resized).zip, Done');
  const made = await readdir(join(folder, 'Holiday (resized)'));
  expect(`${made.length} of 120 pictures`, made.length === 120);
  expect('the archive is beside them', (await readdir(folder)).includes('Holiday (resized).zip'));
  await app.electron.close();
}

export async function webDeveloper({ folder, start, expect }: Place): Promise<void> {
  const person = await start();
  const { app } = person;
  await person.press('radio', 'Web page (WebP, AVIF)');
  await person.drop('resize', [join(folder, 'Site')]);
  await person.see('row', 'Site, Done');
  await person.press('row', 'Site', { by: 'right' });
  await person.press('menuitem', 'Copy <picture> markup');
  await person.read('Markup copied');
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  const widths = [640, 1280, 1920].every((width) => copied.includes(`${width}px.avif ${width}w`));
  expect(`AVIF in three widths, and WebP: ${copied}`, widths && copied.includes('.webp'));
  await app.electron.close();
}

export async function officeWorker({ folder, start, expect }: Place): Promise<void> {
  const person = await start();
  const { app } = person;
  const options = person.part('complementary', 'Options');
  await person.press('button', 'Options…', { within: person.part('region', 'Drop here to zip') });
  await person.press('radio', '10 MB', { within: options });
  await person.press('textbox', 'Password', { within: options });
  await person.type('secret');
  // The first Tab reaches the button that shows the password.
  await person.key('Tab', 'Tab');
  await person.type('secret');
  await person.drop('zip', [join(folder, 'Contracts')]);
  await person.see('row', /^Contracts\.zip.*Done/);
  const parts = (await readdir(folder)).filter((name) => /\.zip\.\d+$/.test(name));
  expect(`${parts.length} parts`, parts.length === 3);

  await person.drop(
    'extract',
    parts.map((name) => join(folder, name)),
  );
  await person.press('button', 'Enter the password…');
  await person.see('textbox', 'Password');
  await person.read('The archive is encrypted.', person.part('region', 'Review: Extract'));
  await person.type('wrong');
  await person.key('Enter');
  await person.read('The password is wrong.');
  await person.key('Control+a');
  await person.type('secret');
  await person.key('Enter');
  await person.see('treeitem', 'Contracts');
  await person.press('button', 'Start');
  await person.see('row', /^Contracts(?!\.).*Done/);
  const names = await readdir(folder);
  expect('the folder is there beside the one that was packed', names.includes('Contracts (2)'));
  const [before, after] = [await readdir(join(folder, 'Contracts')), await readdir(join(folder, 'Contracts (2)'))];
  expect('with the same files', before.sort().join() === after.sort().join());
  await app.electron.close();
}

export async function backup({ folder, start, expect }: Place): Promise<void> {
  let person = await start();
  await person.drop('zip', [join(folder, 'Documents')]);
  await person.read(/\d%/, person.app.row('Documents.zip'));
  const end = person.app.exited();
  await person.app.closeWindow();
  await person.press('button', 'Quit and continue next time');
  await end;

  person = await start();
  await person.read('Stopped when you quit Dropmill.');
  await person.press('button', 'Start over');
  await person.read(/\d%/, person.app.row('Documents.zip'));
  const killed = person.app.exited();
  const host = await person.app.hostPid();
  for (const pid of [person.app.electron.process().pid, host]) kill(pid, 'SIGKILL');
  await killed;

  person = await start();
  await person.read('Dropmill ended unexpectedly during this job.');
  await person.press('button', 'Start over');
  await person.see('row', 'Documents.zip, Done');
  await person.read('20,000 files', person.app.row('Documents.zip'));
  const names = await readdir(folder);
  expect(`only the archive was made: ${names.join()}`, names.sort().join() === 'Documents,Documents.zip');
  await person.app.electron.close();
}

export async function byKeyboard({ folder, start, expect }: Place): Promise<void> {
  const person = await start();
  const { app } = person;
  await person.key('Control+Comma');
  await person.see('dialog', 'Settings');
  await person.goTo('radio', 'Start immediately');
  await person.key('ArrowDown', 'Escape');
  await app.answerDialog(join(folder, 'Site'));
  await person.goTo('button', 'Choose folders…', { within: person.part('region', 'Drop here to resize') });
  await person.key('Enter');
  await person.see('img', 'After');
  await person.goTo('slider', 'Quality', { key: 'Shift+Tab' });
  await person.key('PageDown', 'PageDown');
  await person.goTo('button', 'Start');
  await person.key('Enter');
  await person.see('row', 'Site, Done');
  await person.key('Enter');
  await person.see('region', 'Details of Site');
  await person.goTo('button', /^Compare before and after/);
  await person.key('Enter');
  await person.see('dialog', /^Before and after/);
  await person.key('ArrowRight', 'Escape', 'Escape', 'Control+z');
  await person.see('row', 'Site, Undone');
  const names = (await readdir(folder)).sort().join();
  expect(`nothing is left: ${names}`, names === 'Contracts,Site');

  await app.answerDialog(join(folder, 'Contracts'));
  await person.goTo('button', 'Add', { key: 'Shift+Tab' });
  await person.key('Enter', 'ArrowDown', 'Enter');
  await person.see('region', 'Review: Zip');
  await person.key('Enter');
  await person.see('row', 'Contracts.zip, Done');
  await app.answerDialog(join(folder, 'Contracts.zip'));
  await person.goTo('button', 'Add', { key: 'Shift+Tab' });
  await person.key('Enter');
  await person.goTo('menuitem', 'Choose files…', { key: 'ArrowDown', within: person.part('group', 'Extract') });
  await person.key('Enter');
  await person.see('region', 'Review: Extract');
  await person.see('treeitem', 'Contracts');
  await person.key('Enter');
  await person.see('row', /^Contracts(?!\.).*Done/);
  expect('extracted', (await readdir(folder)).includes('Contracts (2)'));
  await app.electron.close();
}

export async function clumsy({ folder, start, expect }: Place): Promise<void> {
  const person = await start();
  const { app } = person;
  await person.drop('extract', [join(folder, 'Holiday')]);
  await person.read('A folder, not an archive.');
  await person.drop('resize', [join(folder, 'Notes')]);
  await person.see('row', 'Notes, Failed');
  await person.drop('resize', [join(folder, 'Holiday')]);
  await person.drop('resize', [join(folder, 'Holiday')]);
  await person.key('Control+Comma');
  const letGo = await holdOver(app.page, [join(folder, 'Notes')]);
  await person.read('Close this dialog first.');
  await letGo();
  await person.key('Escape');
  await person.read(/\d%/, app.row('Holiday, Running').last());
  await person.press('button', 'Cancel', { within: app.row('Holiday, Running').last() });
  await app.closeWindow();
  await person.see('alertdialog', 'Jobs are still running');
  await person.key('Escape');
  await app.row('Holiday, Done').waitFor();
  await person.key('Control+z');
  await person.see('row', 'Holiday, Undone');
  const originals = await readdir(join(folder, 'Holiday'));
  expect('all originals are there', originals.length === 120);
  await app.electron.close();
}

export async function firstStart({ start, expect }: Place): Promise<void> {
  const person = await start();
  const { app } = person;
  await person.press('button', 'Try it with a sample picture');
  await person.see('row', 'Dropmill sample.jpg, Done');
  await person.press('row', 'Dropmill sample.jpg', { by: 'double' });
  await person.press('button', /^Compare before and after/);
  await person.see('dialog', /^Before and after/);
  await person.key('Escape');
  await person.press('button', 'More');
  await person.press('menuitem', 'Short guide');
  await person.press('button', 'Close', { within: person.part('dialog', 'Short guide') });
  await person.press('button', 'More');
  await person.press('menuitem', 'Settings…');
  await person.press('button', 'Theme');
  await person.press('option', 'Dark');
  for (const [label, language, settings] of [
    ['Language', 'Deutsch', 'Einstellungen'],
    ['Sprache', 'Français', 'Réglages'],
    ['Langue', 'Español', 'Ajustes'],
  ] as const) {
    await person.press('button', label);
    await person.press('option', language);
    await person.see('dialog', settings);
  }
  await person.key('Escape');
  expect('the job is still there', (await app.jobs()).length === 1);
  await app.electron.close();
}
