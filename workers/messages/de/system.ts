// What systems say about the app, in German, and what they call this language.
import type { SystemTexts } from '../system-texts.ts';

export const system: SystemTexts = {
  summary: 'Dateien zippen, Archive entpacken, Bilder verkleinern und umwandeln',
  chromium: 'de',
  windows: 0x07,
};
