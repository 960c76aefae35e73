// A tasks module that cannot be loaded.
throw new RangeError('this module does not load');

export function nothing(): void {}
