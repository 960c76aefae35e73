// What systems say about the app, in Spanish, and what they call this language.
import type { SystemTexts } from '../system-texts.ts';

export const system: SystemTexts = {
  summary: 'Comprimir archivos, extraer archivos comprimidos, redimensionar y convertir imágenes',
  chromium: 'es',
  windows: 0x0a,
};
