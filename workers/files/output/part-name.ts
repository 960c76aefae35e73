// The names of our own files and folders in a user's folders. Apart from the file that makes them: workers need the patterns only.

/** How all of them begin. */
export const OWN_PREFIX = '.dropmill-';
/** Whose it is, and 48 random bits. */
const OWNER_AND_DIGITS = '[0-9a-zA-Z]{1,12}-[0-9a-f]{12}';

/** `part`: an unfinished result. `kept`: a folder with an original whose name is being given to its result. */
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

/** Matches the name of a folder that holds an original for a moment. */
export const KEPT_FOLDER = patternOf('kept');

/** Whether a name is one of these: jobs pass over what others have on its way. */
export function isOnItsWay(name: string): boolean {
  return PART_NAME.test(name) || KEPT_FOLDER.test(name);
}

/** Such a folder as a message names it. */
export const KEPT_EXAMPLE = `${OWN_PREFIX}….kept`;
