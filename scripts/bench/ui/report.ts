// Figures of the window in columns, each bar with its verdict.
import { percentile, type Smoothness } from '../../../e2e/measure.ts';

/** Milliseconds from which the browser calls a task long. */
const LONG_TASK = 50;

export function row(name: string, ...cells: readonly string[]): void {
  console.log(name.padEnd(38) + cells.map((cell) => cell.padStart(11)).join(''));
}

export function bar(text: string, held: boolean): boolean {
  console.log(`${held ? 'holds ' : 'MISSED'}  ${text}`);
  return held;
}

export function ms(value: number): string {
  return value.toFixed(1);
}

/** A column per phase. */
export function smoothnessTable(phases: ReadonlyMap<string, Smoothness>): void {
  const all = [...phases.values()];
  row('', ...phases.keys());
  for (const [name, p] of [
    ['median', 0.5],
    ['p99', 0.99],
    ['p99.9', 0.999],
    ['max', 1],
  ] as const) {
    row(`frame gap ${name}, ms`, ...all.map(({ gaps }) => ms(percentile(gaps, p))));
  }
  row('frames', ...all.map(({ gaps }) => String(gaps.length)));
  row(`tasks of ${LONG_TASK} ms and more, renderer`, ...all.map(({ longTasks }) => String(longTasks.length)));
  row('longest of them, ms', ...all.map(({ longTasks }) => (longTasks.length > 0 ? ms(Math.max(...longTasks)) : '-')));
  for (const key of ['p50', 'p99', 'max'] as const) {
    row(`main event-loop delay ${key}, ms`, ...all.map(({ mainDelay }) => ms(mainDelay[key])));
  }
}

/** The bars that hold for the window under any load. */
export function smoothnessBars(idle: Smoothness, busy: readonly Smoothness[]): boolean[] {
  const bound = percentile(idle.gaps, 0.99) * 1.5 + 4;
  const gaps = busy.flatMap((phase) => phase.gaps).sort((a, b) => a - b);
  const long = busy.flatMap((phase) => phase.longTasks);
  const p99 = percentile(gaps, 0.99);
  return [
    bar(`p99 frame gap ${ms(p99)} ms: at most 1.5 x idle + 4 ms = ${ms(bound)} ms`, p99 <= bound),
    bar(`tasks of ${LONG_TASK} ms and more in the renderer: ${long.length}, none allowed`, long.length === 0),
  ];
}
