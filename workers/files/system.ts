// What differs between systems. The only place that asks which one this is.

export const platform: NodeJS.Platform = process.platform;
export const isWindows = platform === 'win32';
/** Whether it notes of files that they were downloaded (`origin-mark.ts`). */
export const marksOrigins = isWindows || platform === 'darwin';
export const isLinux = platform === 'linux';
export const isMac = platform === 'darwin';
/** Whether a symbolic link can have several names: elsewhere link(2) gives the name to what the link leads to. */
export const hardLinksLinks = isLinux;
