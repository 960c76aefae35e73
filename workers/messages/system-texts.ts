// What a language says about the app where systems show it: `npm run launchers` writes it into the files that they read.

export interface SystemTexts {
  /** What the app does, in one line, for lists of programs. */
  readonly summary: string;
  /** Chromium's name of the language: `en-US`. */
  readonly chromium: string;
  /** The number that Windows has for the language, of whatever country: the lowest ten bits of its LANGID. */
  readonly windows: number;
}
