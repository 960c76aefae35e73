// The zip job's options and what they are when nobody says otherwise. Without zod, which the command line would wait for.

export interface ZipOptions {
  readonly format: 'zip' | 'tar' | 'tar.gz' | 'tar.zst';
  /** 0 stores, 1 is fast, 9 is small. */
  readonly level: number;
  readonly perInput: boolean;
  /** Absolute; empty for beside the first input. */
  readonly folder: string;
  /** Empty for a name after the inputs. Not used with `perInput`. */
  readonly name: string;
  readonly collision: 'rename' | 'skip' | 'overwrite';
  /** Patterns in gitignore syntax. */
  readonly exclude: readonly string[];
  readonly leaveOut: readonly ('hidden' | 'junk' | 'node_modules' | '.git')[];
  readonly links: 'keep' | 'follow' | 'skip';
  /** `portable` changes names that Windows or macOS cannot hold. */
  readonly names: 'portable' | 'exact';
  /** Store what a trial shows to be compressed already. */
  readonly storePacked: boolean;
  /** `quick` reads the archive back and compares, `full` unpacks it too. */
  readonly verify: 'quick' | 'full' | 'off';
  readonly comment: string;
  /** Empty for none. */
  readonly password: string;
}

export const zipDefaults: ZipOptions = {
  format: 'zip',
  level: 6,
  perInput: false,
  folder: '',
  name: '',
  collision: 'rename',
  exclude: [],
  leaveOut: [],
  links: 'keep',
  names: 'portable',
  storePacked: true,
  verify: 'quick',
  comment: '',
  password: '',
};

/** The comment's length is a 16-bit field (APPNOTE 4.4.12), in bytes. */
const MAX_COMMENT = 65_535;
/** Control characters would let a comment look like the archive's own records. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** What is wrong with a comment, or undefined. */
export function commentFault(comment: string): string | undefined {
  if (Buffer.byteLength(comment) > MAX_COMMENT) return 'A comment has at most 65,535 bytes.';
  return CONTROL.test(comment) ? 'A comment has no control characters.' : undefined;
}
