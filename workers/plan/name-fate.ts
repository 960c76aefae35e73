// What happens to the name of a result: it is new, gets a number, replaces a file or is skipped.

/**
 * What happens to the name of an output:
 * - `new`: nothing has that name
 * - `numbered`: the wanted name is taken, so it gets a number
 * - `replaces`: the file of that name is overwritten, as the options say
 * - `original`: it takes the place of its original, which goes to the trash
 * - `skipped`: the name is taken, and the options say to skip it
 */
export type NameFate = 'new' | 'numbered' | 'replaces' | 'original' | 'skipped';

/** How outputs were named, counted. */
export type FateCounts = Readonly<Record<NameFate, number>>;
