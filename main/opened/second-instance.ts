/** What another start hands over to the app that runs: its words as they are, since Chromium sorts a command line. */
export interface SecondInstance {
  readonly words: readonly string[];
}
