// Pictures that look like something: a sky with a sun, mountains behind one another in the haze, a lake, trees.
import sharp from 'sharp';
import { noise } from '../../e2e/files.ts';

const WIDTH = 4000;
const HEIGHT = 3000;

/** From the top of the sky to the horizon, the mountains far away and near, the trees. */
interface Light {
  readonly sky: readonly [string, string, string];
  readonly far: string;
  readonly near: string;
  readonly trees: string;
}

const LIGHTS: readonly Light[] = [
  { sky: ['#2b3f73', '#c9748a', '#ffd9a0'], far: '#a3849c', near: '#2f2d4a', trees: '#17162b' },
  { sky: ['#3d7fc4', '#8fc0ea', '#e6f2fa'], far: '#a9c3da', near: '#3f6b58', trees: '#1d3a2c' },
  { sky: ['#3a2f6b', '#8c6bb1', '#f3c6d3'], far: '#a48dbd', near: '#3b3564', trees: '#1e1b3a' },
  { sky: ['#5b8fb0', '#b7d3d8', '#fff1d6'], far: '#b4c4c3', near: '#566f5d', trees: '#2b3d31' },
];

/** Twelve megapixels each, as JPEG. */
export function landscapes(): Promise<Buffer[]> {
  return Promise.all(LIGHTS.map((light, n) => landscape(light, n + 1)));
}

/** The grain is a camera's: seen at full size only, and what makes the file as large as a photo. */
async function landscape(light: Light, seed: number): Promise<Buffer> {
  const create = { width: WIDTH, height: HEIGHT, channels: 3 as const, background: '#808080' };
  const grain = await sharp({ create: { ...create, noise: { type: 'gaussian', mean: 128, sigma: 7 } } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(Buffer.from(drawing(light, seed)))
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 90 })
    .toBuffer();
}

function drawing({ sky, far, near, trees }: Light, seed: number): string {
  const sun = { x: 900 + ((seed * 1370) % 2200), y: 1050 };
  const ridges = Array.from({ length: 5 }, (_, k) => {
    const line = ridge(1250 + k * 190, 420 - k * 55, seed * 16 + k);
    return `<path d="${line}" fill="${mixed(far, near, k / 4)}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <defs>
      <linearGradient id="sky" x2="0" y2="1"><stop stop-color="${sky[0]}"/>
        <stop offset="0.35" stop-color="${sky[1]}"/><stop offset="0.6" stop-color="${sky[2]}"/></linearGradient>
      <linearGradient id="lake" x2="0" y2="1"><stop stop-color="${sky[2]}"/><stop offset="1" stop-color="${sky[0]}"/></linearGradient>
      <radialGradient id="glow"><stop stop-color="#fff" stop-opacity="0.8"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>
    </defs>
    <rect width="${WIDTH}" height="${HEIGHT}" fill="url(#sky)"/>
    <circle cx="${sun.x}" cy="${sun.y}" r="900" fill="url(#glow)"/>
    <circle cx="${sun.x}" cy="${sun.y}" r="130" fill="#fffaf0"/>
    ${ridges.join('\n')}
    <rect y="2240" width="${WIDTH}" height="760" fill="url(#lake)"/>
    <path d="${forest(seed)}" fill="${trees}"/>
  </svg>`;
}

/** A line of peaks by halving: each middle is moved by less than the one before. */
function ridge(base: number, height: number, seed: number): string {
  const random = noise(512, seed * 7919);
  let heights = [0.4, 0.4];
  for (let level = 0, at = 16; level < 7; level++) {
    heights = heights.flatMap((left, k) => {
      const right = heights[k + 1];
      if (right === undefined) return [left];
      const shift = ((random[at++] ?? 128) / 128 - 1) * 0.62 ** level;
      return [left, (left + right) / 2 + shift];
    });
  }
  const step = WIDTH / (heights.length - 1);
  const points = heights.map((value, k) => `L${Math.round(k * step)} ${Math.round(base - value * height)}`);
  return `M0 ${HEIGHT}${points.join('')}L${WIDTH} ${HEIGHT}Z`;
}

/** Firs on the near shore, higher towards both sides. */
function forest(seed: number): string {
  const random = noise(256, seed * 104_729);
  const firs = Array.from({ length: 90 }, (_, k) => {
    const x = Math.round((k / 89) * WIDTH);
    const side = Math.abs(k / 89 - 0.5) * 2;
    const top = Math.round(2900 - side ** 2 * 620 - (random[k + 16] ?? 0) * 0.9);
    return `M${x - 70} ${HEIGHT}L${x} ${top}L${x + 70} ${HEIGHT}Z`;
  });
  return `M0 ${HEIGHT}V2860Q${WIDTH / 2} 2960 ${WIDTH} 2860V${HEIGHT}Z${firs.join('')}`;
}

/** Between two colours, 0..1 of the way. */
function mixed(from: string, to: string, part: number): string {
  const channel = (colour: string, k: number) => Number.parseInt(colour.slice(1 + 2 * k, 3 + 2 * k), 16);
  const values = [0, 1, 2].map((k) => Math.round(channel(from, k) * (1 - part) + channel(to, k) * part));
  return `rgb(${values.join(',')})`;
}
