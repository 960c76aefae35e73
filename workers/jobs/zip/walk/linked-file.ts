/** One name of a file or symbolic link that has several. */
export interface LinkedFile {
  readonly archive: number;
  /** `dev:ino` */
  readonly id: string;
  readonly path: string;
  /** Its name in the archive. */
  readonly name: string;
  /** Whether it is a symbolic link itself. */
  readonly isLink: boolean;
}
