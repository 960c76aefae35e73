// Loads parts of Node only when they are used: each takes three to four milliseconds in each thread, and most threads never use them.

export function crypto(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto');
}

export function childProcess(): typeof import('node:child_process') {
  return process.getBuiltinModule('node:child_process');
}
