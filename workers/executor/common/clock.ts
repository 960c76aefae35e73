// One clock for all threads and processes of the machine.

const offset = hrtimeMs() - performance.now();

/** Milliseconds on the machine's monotonic clock; comparable between threads and processes (`performance.now()` is not). */
export function now(): number {
  return performance.now() + offset;
}

function hrtimeMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
