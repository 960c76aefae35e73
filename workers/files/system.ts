// What differs between systems. The only place that asks which one this is.

export const isWindows = process.platform === 'win32';
export const isLinux = process.platform === 'linux';
