// Files that the system opens with the app, one call for each: macOS sends them one after another, also before the window is there.

/** The calls of one choice in the Finder come well within this time of each other, in milliseconds. */
const GATHERING_MS = 300;

export interface OpenedFilesParts {
  /** Resolves when the window can show what was opened. */
  readonly ready: Promise<unknown>;
  /** @param paths absolute, of one choice of the user */
  readonly show: (paths: readonly string[]) => void;
  /** @default setTimeout */
  readonly later?: (call: () => void, milliseconds: number) => void;
}

/** Gathers files that are opened together, and hands them on as one when the window is there. */
export class OpenedFiles {
  readonly #parts: OpenedFilesParts;
  #gathered: string[] = [];

  constructor(parts: OpenedFilesParts) {
    this.#parts = parts;
  }

  add(path: string): void {
    this.#gathered.push(path);
    if (this.#gathered.length > 1) return;
    const { later = setTimeout } = this.#parts;
    later(() => void this.#hand(), GATHERING_MS);
  }

  async #hand(): Promise<void> {
    await this.#parts.ready;
    const paths = this.#gathered;
    this.#gathered = [];
    this.#parts.show(paths);
  }
}
