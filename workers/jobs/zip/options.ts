// The table of the zip job's options. Their texts are in texts/, with one file for each language.
import type { KnownMessage } from '../../messages/codes.ts';
import { ifExistsFlag } from '../../options/if-exists.ts';
import { defaultsOf, type OptionsOf, optionTable } from '../../options/option-table.ts';
import { summaryTable, type TextsFor } from '../../options/type-texts.ts';

/** The comment's length is a 16-bit field (APPNOTE 4.4.12). */
const MAX_COMMENT_BYTES = 65_535;
/** 7-Zip accepts no longer passwords. */
export const MAX_PASSWORD_BYTES = 99;
/** The largest id of a user or group; the next number means "none" to the system. */
const MAX_ID = 0xffff_fffe;
/** Control characters would let a comment look like the archive's own records. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

export const zipOptions = optionTable({
  format: {
    kind: 'choice',
    choices: ['zip', 'tar', 'tar.gz', 'tar.zst'],
    labels: { zip: 'Zip', tar: 'Tar', 'tar.gz': 'Tar, gzip (.tar.gz)', 'tar.zst': 'Tar, Zstandard (.tar.zst)' },
    default: 'zip',
    group: 'archive',
  },
  /** 0 = no compression, 1 = fastest, 9 = smallest */
  level: {
    kind: 'number',
    min: 0,
    max: 9,
    default: 6,
    named: { fast: 1, balanced: 6, small: 9 },
    group: 'archive',
    when: { format: ['zip', 'tar.gz', 'tar.zst'] },
    flag: { short: 'l', value: 'N', onlyWhen: true, shortcuts: { store: 0 } },
  },
  perInput: { kind: 'toggle', default: false, group: 'archive' },
  /** Empty for a name made from the inputs. Not used with `perInput`. */
  name: {
    kind: 'text',
    default: '',
    example: true,
    group: 'archive',
    when: { perInput: [false] },
    flag: { name: null },
  },
  /** The name is written as it is, whatever its extension. The command line sets it with `--output`. */
  exactName: { kind: 'toggle', default: false, when: { format: [] }, flag: { name: null } },
  /** Absolute; empty for the first input's folder. */
  folder: {
    kind: 'text',
    format: 'folder',
    default: '',
    group: 'archive',
    fromSettings: { setting: 'outputFolder' },
    flag: { name: null },
  },
  collision: {
    kind: 'choice',
    choices: ['rename', 'skip', 'overwrite'],
    default: 'rename',
    destructive: ['overwrite'],
    group: 'archive',
    fromSettings: { setting: 'collision' },
    flag: ifExistsFlag,
  },
  /** Most bytes of each part; null for one file. */
  split: {
    kind: 'number',
    min: 10_000,
    nullable: true,
    default: null,
    unit: 'MB',
    factor: 1_000_000,
    named: { '10MB': 10_000_000, '20MB': 20_000_000, '25MB': 25_000_000, '100MB': 100_000_000 },
    group: 'archive',
    flag: { value: 'SIZE' },
  },
  leaveOut: {
    kind: 'choices',
    choices: ['hidden', 'junk', 'node_modules', '.git'],
    default: [],
    group: 'contents',
    flag: { name: 'exclude-kind', aliases: ['leave-out'] },
  },
  /** Patterns in gitignore syntax. */
  exclude: { kind: 'texts', default: [], group: 'contents', flag: { short: 'x', value: 'GLOB' } },
  links: {
    kind: 'choice',
    choices: ['keep', 'follow', 'skip'],
    default: 'keep',
    group: 'contents',
    flag: { shortcuts: { 'follow-links': 'follow', 'skip-links': 'skip' } },
  },
  /** Empty for none. */
  password: {
    kind: 'text',
    default: '',
    secret: true,
    protects: true,
    maxSharedBytes: MAX_PASSWORD_BYTES,
    group: 'protection',
    when: { format: ['zip'] },
  },
  /** `quick` reads the archive back and compares, `full` unpacks it too. */
  verify: {
    kind: 'choice',
    choices: ['quick', 'full', 'off'],
    default: 'quick',
    group: 'protection',
    when: { trashOriginals: [false] },
    flag: { name: null, shortcuts: { verify: 'full', 'no-verify': 'off' } },
  },
  /** Only after a full verification. */
  trashOriginals: { kind: 'toggle', default: false, destructive: [true], group: 'protection' },
  /** `portable` changes names that Windows or macOS cannot hold. */
  names: {
    kind: 'choice',
    choices: ['exact', 'portable'],
    default: 'exact',
    advanced: true,
    flag: { shortcuts: { 'keep-names': 'exact', 'portable-names': 'portable' } },
  },
  /** Store files without compression if a trial shows that they are already compressed. */
  storePacked: {
    kind: 'toggle',
    default: true,
    advanced: true,
    when: { format: ['zip', 'tar.gz'] },
    flag: { name: null, onlyWhen: true, shortcuts: { 'pack-all': false } },
  },
  /** The library that deflates. Files that are too large to be deflated in one piece are always deflated by zlib. */
  deflate: {
    kind: 'choice',
    choices: ['auto', 'libdeflate', 'zlib'],
    labels: { libdeflate: 'libdeflate', zlib: 'zlib' },
    default: 'auto',
    advanced: true,
    when: { format: ['zip'] },
    flag: { onlyWhen: true },
  },
  /** Keep the numbers of user and group. tar always keeps them, and with `owner` zip does, too. */
  owners: { kind: 'toggle', default: false, advanced: true, when: { format: ['zip'] } },
  /** `UID:GID` for all entries, without names; empty for their own. */
  owner: {
    kind: 'text',
    default: '',
    advanced: true,
    check: ownerFault,
    flag: { value: 'UID:GID' },
  },
  comment: { kind: 'text', default: '', advanced: true, when: { format: ['zip'] }, check: commentFault },
});

export type ZipOptions = OptionsOf<typeof zipOptions>;

export const zipDefaults: ZipOptions = defaultsOf(zipOptions);

export const zipPresets = {
  fast: { level: 1 },
  backup: { level: 9, verify: 'full' },
  clean: { leaveOut: ['hidden', 'junk', 'node_modules', '.git'] },
} satisfies Record<string, Partial<ZipOptions>>;

export const zipSummary = summaryTable([
  [{ text: 'each', when: { perInput: [true] } }, { text: 'one' }],
  [{ text: 'format' }],
  [{ text: null, when: { format: ['tar'] } }, { text: 'named', when: { level: [1, 6, 9] } }, { text: 'level' }],
  [{ text: null, when: { split: [null] } }, { text: 'split' }],
  [{ text: null, when: { password: [''] } }, { text: 'password' }],
  [{ text: null, when: { folder: [''] } }, { text: 'folder' }],
  [{ text: null, when: { trashOriginals: [false] } }, { text: 'trash' }],
]);

export type ZipTexts = TextsFor<typeof zipOptions, typeof zipPresets, typeof zipSummary>;

function commentFault(comment: string): KnownMessage | undefined {
  if (Buffer.byteLength(comment) > MAX_COMMENT_BYTES)
    return { code: 'COMMENT_TOO_LONG', params: { most: MAX_COMMENT_BYTES } };
  // Bytes of the command line that are not UTF-8 have come as lone surrogates.
  if (!comment.isWellFormed()) return { code: 'COMMENT_NOT_UTF8' };
  return CONTROL.test(comment) ? { code: 'COMMENT_WITH_CONTROLS' } : undefined;
}

function ownerFault(owner: string): KnownMessage | undefined {
  const ids = /^(\d{1,10}):(\d{1,10})$/.exec(owner)?.slice(1).map(Number);
  return owner === '' || ids?.every((id) => id <= MAX_ID) ? undefined : { code: 'NOT_AN_OWNER' };
}
