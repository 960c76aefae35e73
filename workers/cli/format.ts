// Formats numbers and progress for people at a terminal.
import { printable } from '../messages/printable.ts';
import type { JobProgress } from '../protocol.ts';

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;
const BAR_WIDTH = 24;

/** Decimal units, as file managers show them: `79.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes === 1) return '1 byte';
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
