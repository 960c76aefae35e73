// Numbers, sizes, speeds and durations as the user's system writes them.

export interface Format {
  /** 1,234 */
  count(value: number): string;
  /** Width or height in pixels, as one types it: 1920 */
  pixels(value: number): string;
  /** Bytes: "3.1 MB". Decimal units, as the systems' file managers use them. */
  bytes(value: number): string;
  /** Bytes per second: "18 MB/s" */
  speed(value: number): string;
  /** A fraction, rounded down: "42%". Never says 100 % before the end. */
  percent(fraction: number): string;
  /** Seconds as a clock: "0:31", "1:02:03" */
  clock(seconds: number): string;
  /** Several short facts on one line. */
  list(parts: readonly string[]): string;
  /** Milliseconds since 1970 as a time of day, with the date when it is not today. */
  time(at: number, now?: number): string;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

/** Index into UNITS and the value in that unit. 999.95 kB counts as 1.0 MB. */
function scale(bytes: number): { unit: number; value: number; digits: number } {
  let unit = 0;
  let value = Math.max(0, bytes);
  while (unit < UNITS.length - 1 && value >= (unit === 0 ? 1000 : 999.5)) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 9.95 ? 0 : 1;
  return { unit, value, digits };
}

const caches = new Map<string, Format>();

/** One Format per locale; making Intl objects is slow. */
export function formatFor(locale: string): Format {
  const known = caches.get(locale);
  if (known) return known;
  const made = createFormat(locale);
  caches.set(locale, made);
  return made;
}

/** An unknown or broken locale falls back to English. */
function usable(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function createFormat(wanted: string): Format {
  const locale = usable(wanted);
  const numbers = new Map<string, Intl.NumberFormat>();
  const unitFormat = (unit: string, digits: number, unitDisplay: 'short' | 'long') => {
    const key = `${unit}/${digits}`;
    const known = numbers.get(key);
    if (known) return known;
    const made = new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    numbers.set(key, made);
    return made;
  };
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const pixels = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, useGrouping: false });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2, maximumFractionDigits: 0 });
  const timeOnly = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    count: (value) => count.format(value),
    pixels: (value) => pixels.format(value),
    bytes: (bytes) => {
      const { unit, value, digits } = scale(bytes);
      return unitFormat(UNITS[unit] ?? 'byte', digits, unit === 0 ? 'long' : 'short').format(value);
    },
    speed: (bytes) => {
      const { unit, value, digits } = scale(bytes);
      return unitFormat(`${UNITS[unit] ?? 'byte'}-per-second`, digits, 'short').format(value);
    },
    percent: (fraction) => percent.format(Math.floor(Math.max(0, fraction) * 100 + 1e-9) / 100),
    clock: (seconds) => {
      const whole = Math.max(0, Math.round(seconds));
      const hours = Math.floor(whole / 3600);
      const minutes = Math.floor(whole / 60) % 60;
      const tail = `${hours > 0 ? two.format(minutes) : count.format(minutes)}:${two.format(whole % 60)}`;
      return hours > 0 ? `${count.format(hours)}:${tail}` : tail;
    },
    list: (parts) => parts.filter((part) => part !== '').join(' · '),
    time: (at, now = Date.now()) =>
      new Date(at).toDateString() === new Date(now).toDateString() ? timeOnly.format(at) : dateTime.format(at),
  };
}
