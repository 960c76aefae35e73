// Presets as files: the window has the presets, the system's dialogs choose the file.
import { writeFile } from 'node:fs/promises';
import type { WebContents } from 'electron';
import type { JobRegistry } from '../workers/jobs/job-type.ts';
import { JobError } from '../workers/jobs/user-error.ts';
import { PRESET_EXTENSION, type PresetFile, presetText, readPreset } from '../workers/options/preset-file.ts';
import { chooseToOpen, chooseToSave } from './dialogs.ts';

/** Characters that some system does not take in a file's name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
const NOT_IN_NAMES = /[\u0000-\u001f<>:"/\\|?*]/g;

const filters = [{ name: 'Dropmill', extensions: ['json'] }];

/** @returns whether it was written, and not the dialog closed without a choice */
export async function exportPreset(registry: JobRegistry, preset: PresetFile, sender: WebContents): Promise<boolean> {
  const definition = Object.hasOwn(registry, preset.type) ? registry[preset.type]?.definition : undefined;
  if (!definition) throw new JobError('UNKNOWN_JOB_TYPE', { type: preset.type });
  const text = presetText(preset, definition.options);
  const name = `${preset.name.replace(NOT_IN_NAMES, '_')}.${PRESET_EXTENSION}`;
  const path = await chooseToSave(sender, 'presets', name, { filters });
  if (path !== undefined) await writeFile(path, text);
  return path !== undefined;
}

/** @returns null when the dialog was closed without a choice */
export async function importPreset(registry: JobRegistry, sender: WebContents): Promise<PresetFile | null> {
  const [file] = await chooseToOpen(sender, 'presets', { properties: ['openFile'], filters });
  return file === undefined ? null : readPreset(file, registry);
}
