// The cryptography of Node takes some milliseconds to load in each thread, and most threads never use it.

export function crypto(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto');
}
