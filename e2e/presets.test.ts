import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { Dropmill, expect, test } from './dropmill.ts';
import { writeTree } from './files.ts';

test('own presets are saved, chosen, renamed and deleted, and outlive a restart', async ({
  freshApp: app,
  profile,
}) => {
  const { page } = app;
  await page.keyboard.press('Control+i');
  const options = page.getByRole('complementary', { name: 'Options' });
  const preset = options.getByRole('button', { name: 'Preset', exact: false }).first();
  const command = async (name: string) => {
    await options.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const choose = async (name: string) => {
    await preset.click();
    await page.getByRole('option', { name, exact: true }).click();
  };
  await options.getByRole('radio', { name: 'Small' }).click();
  await command('Save as preset');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('For the archive');
  await page.keyboard.press('Enter');
  await expect(preset).toContainText('For the archive');

  await choose('Defaults');
  await expect(options.getByRole('textbox', { name: 'Compression' })).toHaveValue('6');
  await choose('For the archive');
  await expect(options.getByRole('textbox', { name: 'Compression' })).toHaveValue('9');

  await command('Rename');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Attic');
  await page.keyboard.press('Enter');
  await expect(preset).toContainText('Attic');
  await app.electron.close();

  const again = await Dropmill.start(profile);
  await again.page.keyboard.press('Control+i');
  const later = again.page.getByRole('complementary', { name: 'Options' });
  await expect(later.getByRole('button', { name: 'Preset', exact: false }).first()).toContainText('Attic');
  await later.getByRole('button', { name: 'Presets' }).click();
  await again.page.getByRole('menuitem', { name: 'Delete' }).click();
  await later.getByRole('button', { name: 'Preset', exact: false }).first().click();
  await expect(again.page.getByRole('option', { name: 'Attic' })).toBeHidden();
  await again.electron.close();
});

test('ready-made presets are there, and the window says what they would do, with an example of a name', async ({
  app,
}) => {
  const { page } = app;
  const resize = page.getByRole('region', { name: 'Drop here to resize' });
  await expect(resize).toContainText('Same format');
  await resize.getByRole('button', { name: 'Options…' }).click();
  const options = page.getByRole('complementary', { name: 'Options' });
  const choose = async (name: string) => {
    await options.getByRole('button', { name: 'Preset', exact: false }).first().click();
    await page.getByRole('option', { name, exact: true }).click();
  };
  const example = options.getByText(/^For example /).filter({ visible: true });
  await choose('Web 1600');
  await expect(resize).toContainText(/Longest\sside:\s1600\spx/);
  await expect(example).toContainText('beach-1600px.jpg');
  await choose('Thumbnails');
  await expect(resize).toContainText(/Fill\sand\scrop\s320\s×\s320\spx/);
  await expect(example).toContainText('beach-320px.jpg');
  await choose('E-mail under 1 MB');
  await options.getByRole('textbox', { name: 'Longest side' }).fill('800');
  await page.keyboard.press('Tab');
  await expect(example).toContainText('beach-800px.jpg');

  await page.getByRole('tab', { name: 'Zip' }).click();
  await choose('Backup, small');
  await expect(page.getByRole('region', { name: 'Drop here to zip' })).toContainText('Small');
  await options.getByRole('textbox', { name: 'Name' }).fill('Attic');
  await expect(example).toContainText('Attic.zip');
  // What it writes is counted in bytes, and what the field shows in megabytes.
  await options.getByRole('radio', { name: '10 MB' }).click();
  await expect(options.getByRole('textbox', { name: 'Split: max. size of each part' })).toHaveValue('10');
  await expect(page.getByRole('region', { name: 'Drop here to zip' })).toContainText('parts of 10 MB');
});

test('a press on the drop card chooses a preset, and another one takes it back', async ({ app }) => {
  const { page } = app;
  const resize = page.getByRole('region', { name: 'Drop here to resize' });
  const chip = resize.getByRole('radio', { name: 'E-mail under 1 MB' });
  await chip.click();
  await expect(chip).toBeChecked();
  await expect(resize).toContainText(/at\smost\s1\.0\sMB/);
  await chip.press('ArrowRight');
  const next = resize.getByRole('radio', { name: 'Thumbnails' });
  await expect(next).toBeFocused();
  await page.keyboard.press('Space');
  await expect(next).toBeChecked();
  // The card says where results go and which widths and formats there are besides.
  await expect(resize).toContainText(/Subfolder/);
  await next.press('Space');
  await expect(resize).toContainText(/Fit\swithin\s1920/);
  await expect(resize).toContainText('New folder “NAME (resized)”');
  await resize.getByRole('radio', { name: 'Web page (WebP, AVIF)' }).click();
  await expect(resize).toContainText(/also\s640,\s1280\spx\swide/);
  await expect(resize).toContainText(/also\sas\sAVIF/);
});

test('a preset is exported to a file and imported from it, and a file that is none says so', async ({
  app,
  folder,
}) => {
  const { page } = app;
  const file = join(folder, 'web.dropmill.json');
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, file);
  const resize = page.getByRole('region', { name: 'Drop here to resize' });
  await resize.getByRole('radio', { name: 'Web 1600' }).click();
  await resize.getByRole('button', { name: 'Options…' }).click();
  const options = page.getByRole('complementary', { name: 'Options' });
  const command = async (name: string) => {
    await options.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await command('Export preset…');
  await expect(page.getByText('Preset exported: Web 1600')).toBeVisible();
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ type: 'resize', options: { width: 1600 } });

  await writeFile(file, (await readFile(file, 'utf8')).replace('Web 1600', 'From a friend').replace('1600', '1500'));
  await command('Import preset…');
  await expect(page.getByText('Preset imported: From a friend')).toBeVisible();
  await expect(resize.getByRole('radio', { name: 'From a friend' })).toBeChecked();
  await expect(options.getByRole('textbox', { name: 'Longest side' })).toHaveValue('1500');

  await writeFile(file, 'no preset');
  await command('Import preset…');
  await expect(page.getByText('The file is not a preset of Dropmill.')).toBeVisible();
});

test('a name is put together with buttons, an unknown part is refused while typing, and widths take commas', async ({
  app,
  folder,
}) => {
  const { page } = app;
  const picture = join(folder, 'beach.png');
  await sharp({ create: { width: 400, height: 200, channels: 3, background: '#37a' } })
    .png()
    .toFile(picture);
  await page.getByRole('region', { name: 'Drop here to resize' }).getByRole('button', { name: 'Options…' }).click();
  const options = page.getByRole('complementary', { name: 'Options' });
  const name = options.getByRole('textbox', { name: 'Name' }).filter({ visible: true });
  await name.fill('{naem}');
  await expect(options.getByText('{naem} is not known.')).toBeVisible();
  await name.fill('small-');
  await options.getByRole('button', { name: 'Insert {name}' }).click();
  await expect(name).toHaveValue('small-{name}');
  await expect(name).toBeFocused();
  await page.keyboard.type('-{width}');
  await options.getByRole('button', { name: 'More' }).filter({ visible: true }).last().click();
  await options.getByRole('textbox', { name: 'Additional widths (px)' }).fill('100, 50');
  await app.drop('resize', [picture]);

  await expect
    .poll(async () => (await readdir(folder)).filter((file) => file.startsWith('small-')).sort())
    .toEqual(['small-beach-100.png', 'small-beach-400.png', 'small-beach-50.png']);
});

test('files come in by the command line and by pasting', async ({ folder, profile }) => {
  await writeTree(folder, { 'Given/a.txt': 'a', 'Pasted.txt': 'b' });
  const app = await Dropmill.start(profile, [join(folder, 'Given')]);
  await app.expectState('Given.zip', 'done');
  // A real file, as a file manager puts it on the clipboard: it has a path, which files made by script have not.
  await app.page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'to-paste';
    document.body.append(input);
  });
  await app.page.setInputFiles('#to-paste', join(folder, 'Pasted.txt'));
  await app.page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#to-paste');
    const data = new DataTransfer();
    for (const file of input?.files ?? []) data.items.add(file);
    input?.remove();
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await app.expectState('Pasted.zip', 'done');
  await app.electron.close();
});
