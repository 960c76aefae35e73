// Apart from the file that makes such names: workers need the pattern only, and not the cryptography.

/** Matches the name of any unfinished file: a walk passes them over. */
export const PART_NAME = /^\.dropmill-[0-9a-zA-Z]{1,12}-[0-9a-f]{12}\.part$/;
