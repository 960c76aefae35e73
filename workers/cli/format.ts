// Numbers and lines as a person reads them on a terminal.
import type { JobProgress } from '../protocol.ts';

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;
const BAR_WIDTH = 24;

/** Decimal units, as file managers show them: `79.4 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}

/** `0:07`, `12:30`, `1:02:30`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** One line of at most `columns` characters. */
export function progressLine(progress: JobProgress, columns: number): string {
  const { bytesDone, bytesTotal, totalFinal, bytesPerSecond, secondsLeft, current } = progress;
  const fraction = bytesTotal > 0 ? bytesDone / bytesTotal : 0;
  const filled = Math.round(fraction * BAR_WIDTH);
  const parts = [
    totalFinal ? `${String(Math.floor(fraction * 100)).padStart(3)} %` : ' ... ',
    '#'.repeat(totalFinal ? filled : 0).padEnd(BAR_WIDTH, '.'),
    `${formatBytes(bytesDone)} of ${formatBytes(bytesTotal)}${totalFinal ? '' : '+'}`,
    ...(bytesPerSecond === null ? [] : [`${formatBytes(bytesPerSecond)}/s`]),
    ...(secondsLeft === null ? [] : [`${formatSeconds(secondsLeft)} left`]),
    ...(current === null ? [] : [printable(current)]),
  ];
  return parts.join('  ').slice(0, Math.max(0, columns - 1));
}

/**
 * Control characters, which a terminal would obey, and marks of direction, which make a name look like another one. Each is
 * shown as its escape: `\x1b`, `\u{202e}`.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it shows
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A text of one line as it is, but for what must not reach a terminal. */
export function printable(text: string): string {
  return text.toWellFormed().replace(UNPRINTABLE, escapeOf);
}

/** The same for a text of several lines. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** A line of JSON: its own escapes are for programs, and leave out what only a terminal obeys. */
export function printableJson(line: object): string {
  return JSON.stringify(line).replace(UNPRINTABLE, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function escapeOf(mark: string): string {
  const code = mark.charCodeAt(0);
  if (code === 0x0a) return '\\n';
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
