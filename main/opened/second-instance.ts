/** What a second start gives to the app that runs: its arguments as they are, since Chromium sorts a command line. */
export interface SecondInstance {
  readonly words: readonly string[];
}
