// Data that a compressor may stumble over, the same for the same seed.

/** Numbers below `limit`. */
type Random = (limit: number) => number;

/** xorshift32 (Marsaglia 2003). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

/** Around where a format or a program counts: matches, codes, the window, stored blocks, libdeflate's own blocks, a worker's buffers. */
const BORDERS = [1, 3, 8, 9, 255, 258, 259, 511, 4096, 8192, 10_000, 32_768, 50_000, 65_535, 100_000, 262_144, 300_000];

const WORDS = ['the ', 'const ', 'return ', '\n', ' = ', '{}', 'ünï', '0', '\t\t', '<div class="row">', ': number;\n'];

/** Most are small: 100,000 of them are to be tried. */
export function randomBuffer(random: Random): Buffer {
  const kind = KINDS[random(KINDS.length)] ?? noise;
  return kind(random, sizeFrom(random));
}

function sizeFrom(random: Random): number {
  if (random(25) === 0) return Math.max(1, (BORDERS[random(BORDERS.length)] ?? 0) + random(3) - 1);
  return 1 + random(random(8) === 0 ? 20_000 : 1500);
}

const KINDS: readonly ((random: Random, size: number) => Buffer)[] = [
  () => Buffer.alloc(0),
  (random) => Buffer.from([random(256)]),
  runs,
  noise,
  text,
  fewValues,
  skewed,
  farMatches,
  periods,
  mixture,
];

function noise(random: Random, size: number): Buffer {
  return fill(size, () => random(256));
}

function fewValues(random: Random, size: number): Buffer {
  const values = 1 + random(4);
  const first = random(256);
  return fill(size, () => (first + random(values)) & 0xff);
}

function runs(random: Random, size: number): Buffer {
  let byte = 0;
  let left = 0;
  return fill(size, () => {
    if (left-- <= 0) {
      byte = random(256);
      left = random(random(4) === 0 ? 70_000 : 300);
    }
    return byte;
  });
}

function text(random: Random, size: number): Buffer {
  const words: string[] = [];
  for (let length = 0; length < size; length += 5) words.push(WORDS[random(WORDS.length)] ?? '');
  return Buffer.from(words.join('')).subarray(0, size);
}

/** Each value half as often as the one before: Huffman codes would be longer than the format has room for. */
function skewed(random: Random, size: number): Buffer {
  return fill(size, () => Math.clz32(random(2 ** 31) || 1) * 3 + (random(64) === 0 ? random(256) : 0));
}

/** The same 300 bytes, just within and just beyond the window. */
function farMatches(random: Random): Buffer {
  const part = noise(random, 300);
  const gap = noise(random, 32_768 - 300 + random(5) - 2);
  return Buffer.concat([part, gap, part, Buffer.alloc(random(600)), part]);
}

/** Matches of all lengths that overlap themselves. */
function periods(random: Random, size: number): Buffer {
  const period = noise(random, 1 + random(300));
  const flaw = 3 + random(600);
  return fill(size, (at) => (at % flaw === 0 ? random(256) : (period[at % period.length] ?? 0)));
}

/** What suits one kind of block follows what suits another. */
function mixture(random: Random, size: number): Buffer {
  const kinds = [noise, text, runs, skewed, periods];
  const parts = Array.from({ length: 2 + random(5) }, () =>
    (kinds[random(kinds.length)] ?? noise)(random, 1 + random(size)),
  );
  return Buffer.concat(parts);
}

function fill(size: number, byteAt: (at: number) => number): Buffer {
  const data = Buffer.allocUnsafe(size);
  for (let at = 0; at < size; at++) data[at] = byteAt(at);
  return data;
}
