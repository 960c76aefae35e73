// Which system this is. No other file asks for it; what follows from it is here and in the folder `system/`.

export const platform: NodeJS.Platform = process.platform;
export const isWindows = platform === 'win32';
/** Whether the system marks downloaded files (`origin-mark.ts`). */
export const marksOrigins = isWindows || platform === 'darwin';
export const isLinux = platform === 'linux';
export const isMac = platform === 'darwin';
/** Whether a symbolic link can have several names. On other systems link(2) follows the link and names its target. */
export const hardLinksLinks = isLinux;
