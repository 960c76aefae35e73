// The inputs that a walk begins with.

/** An input: its path, its name in the archive, and which archive it goes into. */
export interface Root {
  readonly path: string;
  readonly name: string;
  /** A name that every system allows, if its own is none. */
  readonly portable?: string;
  readonly archive: number;
}
