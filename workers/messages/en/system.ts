// What systems say about the app, in English, and what they call this language.
import type { SystemTexts } from '../system-texts.ts';

export const system: SystemTexts = {
  summary: 'Zip files, extract archives, resize and convert pictures',
  chromium: 'en-US',
  windows: 0x09,
};
