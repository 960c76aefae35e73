// Keeps the settings in settings.json of the user-data folder: read once at the start, written whole at each change.
import { renameSync } from 'node:fs';
import { readBounded } from '../../workers/files/bounded-read.ts';
import { patientlyNow } from '../../workers/files/system/patience.ts';
import { message } from '../../workers/jobs/user-error.ts';
import type { UserError } from '../contract/result.ts';
import type { SettingsChange } from '../contract/settings.ts';
import { defaultSettings } from '../contract/settings.ts';
import { writeWhole } from '../write-whole.ts';
import { type KeptSettings, readSettings } from './settings-schema.ts';

/** Ours are below a thousand. */
const MAX_SETTINGS_BYTES = 1_000_000;

type Listener = (settings: KeptSettings, before: KeptSettings) => void;

export class SettingsFile {
  /** Set when the file could not be read as it should be. It is kept beside the new one. */
  readonly problem: UserError | null;
  readonly #file: string;
  readonly #onError: (error: unknown) => void;
  readonly #listeners: Listener[] = [];
  #current: KeptSettings;
  #last: Promise<void> = Promise.resolve();

  /** @param now milliseconds since 1970, for the name of a file set aside */
  constructor(file: string, now: number, onError: (error: unknown) => void) {
    this.#file = file;
    this.#onError = onError;
    const { settings, damaged } = load(file);
    this.#current = { ...settings, whenDone: 'nothing' };
    this.problem = damaged ? setAside(file, `${file}.damaged-${now}`) : null;
  }

  get current(): KeptSettings {
    return this.#current;
  }

  /** Takes effect at once and is on the disk when the promise resolves, if it can be written. */
  change(change: SettingsChange): Promise<void> {
    const before = this.#current;
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    this.#current = { ...before, ...Object.fromEntries(given) };
    const after = this.#current;
    this.#last = this.#last.then(() => write(this.#file, after)).catch(this.#onError);
    for (const listener of this.#listeners) listener(after, before);
    return this.#last;
  }

  onChanged(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Resolves when what was changed is written. */
  async close(): Promise<void> {
    await this.#last;
  }
}

function load(file: string): { settings: KeptSettings; damaged: boolean } {
  try {
    const text = readBounded(file, MAX_SETTINGS_BYTES);
    if (!text) return { settings: defaultSettings, damaged: false };
    return readSettings(JSON.parse(text.toString('utf8')));
  } catch {
    return { settings: defaultSettings, damaged: true };
  }
}

function setAside(file: string, name: string): UserError {
  try {
    patientlyNow(() => renameSync(file, name));
  } catch {
    // It stays where it is and is replaced by the next change.
  }
  return message('SETTINGS_DAMAGED');
}

function write(file: string, { whenDone: _, ...settings }: KeptSettings): Promise<void> {
  return writeWhole(file, `${JSON.stringify(settings, null, 2)}\n`);
}
