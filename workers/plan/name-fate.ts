// How the name of a result was settled.

/**
 * How the name of an output was settled:
 * - `new`: nothing has that name
 * - `numbered`: the wanted name is taken, so it gets a number
 * - `replaces`: the file of that name is overwritten, as the options say
 * - `original`: it takes the place of its original, which goes to the trash
 * - `skipped`: the name is taken, and the options say to skip it
 */
export type NameFate = 'new' | 'numbered' | 'replaces' | 'original' | 'skipped';

/** How outputs were named, counted. */
export type FateCounts = Readonly<Record<NameFate, number>>;
