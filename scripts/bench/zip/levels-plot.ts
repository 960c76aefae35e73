// Draws what each level costs and gains. The picture is read on white and on dark pages.

export interface LevelFigures {
  /** 1..9 */
  readonly level: number;
  readonly bytes: number;
  /** Of one core, deflating and inflating again. */
  readonly seconds: number;
}

export interface LevelsRow {
  readonly kind: string;
  readonly files: number;
  readonly bytes: number;
  readonly zlib: readonly LevelFigures[];
  readonly libdeflate: readonly LevelFigures[];
}

const PANEL = { width: 300, height: 220, left: 52, top: 34, gap: 24 } as const;
const STYLE = `
  text { font: 11px system-ui, sans-serif; fill: #444 }
  .title { font-weight: 600; font-size: 12px }
  .axis { stroke: #999; fill: none }
  .libdeflate { stroke: #0b6e4f; fill: #0b6e4f }
  .zlib { stroke: #b4511e; fill: #b4511e }
  polyline.libdeflate, polyline.zlib { fill: none; stroke-width: 1.5 }
  text.libdeflate, text.zlib { stroke: none }
  @media (prefers-color-scheme: dark) {
    text { fill: #ccc }
    .libdeflate { stroke: #4fd1a5; fill: #4fd1a5 }
    .zlib { stroke: #f0955f; fill: #f0955f }
  }`;

/** One panel for each kind of file: time from left to right on a logarithmic scale, size from bottom to top. */
export function plotOf(rows: readonly LevelsRow[]): string {
  const width = rows.length * (PANEL.left + PANEL.width + PANEL.gap);
  const height = PANEL.top + PANEL.height + 46;
  const panels = rows.map((row, index) => panel(row, index * (PANEL.left + PANEL.width + PANEL.gap)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Size over CPU time of each level, libdeflate and zlib"><style>${STYLE}
</style>
${panels.join('\n')}
</svg>
`;
}

function panel({ kind, bytes, zlib, libdeflate }: LevelsRow, left: number): string {
  const all = [...zlib, ...libdeflate];
  const speed = (seconds: number) => (seconds / bytes) * 1e9;
  const [quickest, slowest] = extent(all.map(({ seconds }) => Math.log10(speed(seconds))));
  const [smallest, largest] = extent(all.map((one) => (one.bytes / bytes) * 100));
  const x = ({ seconds }: LevelFigures) =>
    PANEL.left + scale(Math.log10(speed(seconds)), quickest, slowest) * (PANEL.width - 20) + 10;
  const y = (one: LevelFigures) =>
    PANEL.top + PANEL.height - 10 - scale((one.bytes / bytes) * 100, smallest, largest) * (PANEL.height - 20);
  const curve = (name: string, figures: readonly LevelFigures[], below: number) => {
    const points = figures.map((one) => `${x(one).toFixed(1)},${y(one).toFixed(1)}`).join(' ');
    const marks = figures.map((one) => {
      const at = `${x(one).toFixed(1)}" cy="${y(one).toFixed(1)}`;
      const label = `<text class="${name}" x="${(x(one) - 3).toFixed(1)}" y="${(y(one) + below).toFixed(1)}">${one.level}</text>`;
      return `<circle class="${name}" cx="${at}" r="2.5"/>${label}`;
    });
    return `<polyline class="${name}" points="${points}"/>${marks.join('')}`;
  };
  const bottom = PANEL.top + PANEL.height;
  const right = PANEL.left + PANEL.width;
  const [from, to] = [10 ** quickest, 10 ** slowest].map((value) => value.toFixed(0));
  return `<g transform="translate(${left} 0)">
<text class="title" x="${PANEL.left}" y="16">${kind}, ${(bytes / 1e6).toFixed(1)} MB</text>
<text class="libdeflate" x="${right - 120}" y="16">● libdeflate</text><text class="zlib" x="${right - 44}" y="16">● zlib</text>
<path class="axis" d="M${PANEL.left} ${PANEL.top}V${bottom}H${right}"/>
<text x="2" y="${PANEL.top + 14}">${largest.toFixed(1)} %</text><text x="2" y="${bottom - 6}">${smallest.toFixed(1)} %</text>
<text x="${PANEL.left}" y="${bottom + 16}">${from}</text><text x="${right - 24}" y="${bottom + 16}">${to}</text>
<text x="${PANEL.left + 80}" y="${bottom + 32}">CPU milliseconds for each MB</text>
${curve('zlib', zlib, -6)}
${curve('libdeflate', libdeflate, 14)}
</g>`;
}

function extent(values: readonly number[]): [least: number, most: number] {
  return [Math.min(...values), Math.max(...values)];
}

function scale(value: number, from: number, to: number): number {
  return to > from ? (value - from) / (to - from) : 0;
}
