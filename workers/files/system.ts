// What differs between systems. The only place that asks which one this is.

export const platform: NodeJS.Platform = process.platform;
export const isWindows = platform === 'win32';
export const isLinux = platform === 'linux';
