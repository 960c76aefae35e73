// The inputs that a walk begins with.

/** An input: its path, its name in the archive, and which archive it goes into. */
export interface Root {
  readonly path: string;
  readonly name: string;
  readonly archive: number;
}
