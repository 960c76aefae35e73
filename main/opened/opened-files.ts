// What the system opens with the app comes in many calls: macOS sends one for each file, Explorer starts the app once for each.

/** The calls of one choice in the Finder or in Explorer come well within this time of each other, in milliseconds. */
const GATHERING_MS = 300;

/** A command line, as the first start or a later one had it. */
export interface Start {
  readonly words: readonly string[];
  /** What relative paths in it are relative to. */
  readonly folder: string;
  /** The start that this app is running for: its window is there, or was closed again. */
  readonly first?: true;
}

export interface OpenedFilesParts {
  /** Resolves when the window can show what was opened. */
  readonly ready: Promise<unknown>;
  /** @param starts of one choice of the user */
  readonly show: (starts: readonly Start[]) => void;
  /** @default setTimeout */
  readonly later?: (call: () => void, milliseconds: number) => void;
}

/** Gathers what is opened together, and hands it on as one when the window is there. */
export class OpenedFiles {
  readonly #parts: OpenedFilesParts;
  #gathered: Start[] = [];

  constructor(parts: OpenedFilesParts) {
    this.#parts = parts;
  }

  add(start: Start): void {
    this.#gathered.push(start);
    if (this.#gathered.length > 1) return;
    const { later = setTimeout } = this.#parts;
    later(() => void this.#hand(), GATHERING_MS);
  }

  async #hand(): Promise<void> {
    await this.#parts.ready;
    const starts = this.#gathered;
    this.#gathered = [];
    this.#parts.show(starts);
  }
}
