// What systems say about the app, in French, and what they call this language.
import type { SystemTexts } from '../system-texts.ts';

export const system: SystemTexts = {
  summary: 'Compresser des fichiers, extraire des archives, redimensionner et convertir des images',
  chromium: 'fr',
  windows: 0x0c,
};
