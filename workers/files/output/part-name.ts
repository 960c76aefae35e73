// The prefix and the patterns of the names of our own files and folders in the user's folders. `part-files.ts` makes these names; it is
// a separate file, as workers need only the patterns.

/** All of these names begin with this. */
export const OWN_PREFIX = '.dropmill-';
/** The mark of the owner (`ownerMark`), and 48 random bits. */
const OWNER_AND_DIGITS = '[0-9a-zA-Z]{1,12}-[0-9a-f]{12}';

/** `part`: an unfinished result. `kept`: a folder that holds an original while its name is given to its result. */
export type OwnKind = 'part' | 'kept';

/** @param mark of the owner, letters and digits; @param digits 12 hexadecimal ones */
export function ownName(kind: OwnKind, mark: string, digits: string): string {
  return `${OWN_PREFIX}${mark}-${digits}.${kind}`;
}

function patternOf(kind: OwnKind): RegExp {
  return new RegExp(`^${OWN_PREFIX.replace('.', '\\.')}${OWNER_AND_DIGITS}\\.${kind}$`);
}

/** Matches the name of any unfinished result. */
export const PART_NAME = patternOf('part');

/** Matches the name of a folder that holds an original while its name is given to its result. */
export const KEPT_FOLDER = patternOf('kept');

/** Whether a name is one of these. Jobs skip such files and folders, as other jobs are writing them. */
export function isOnItsWay(name: string): boolean {
  return PART_NAME.test(name) || KEPT_FOLDER.test(name);
}

/** How a message names such a folder. */
export const KEPT_EXAMPLE = `${OWN_PREFIX}….kept`;
