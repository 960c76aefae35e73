// The picture job's options on the command line.

import {
  COLLISIONS,
  FEWEST_BYTES,
  FORMATS,
  LONGEST_EDGE,
  METADATA,
  MODES,
  optionFault,
  POSITIONS,
  type ResizeOptions,
  resizeDefaults,
} from '../jobs/resize/options.ts';
import { resolvePath } from './arguments.ts';
import {
  type Command,
  choiceOption,
  numberOption,
  type OptionValues,
  textOption,
  textsOption,
  UsageError,
} from './command.ts';

export const command: Command = {
  summary: 'Resizes and converts pictures.',
  help: [
    ['-W, --width N', 'pixels; per cent or the edge in such a mode; again for one more size'],
    ['-H, --height N', 'pixels (without both, pictures keep their size)'],
    ['-m, --mode MODE', `${MODES.join(', ')} (default: fit)`],
    ['--enlarge', 'enlarge smaller pictures, too'],
    ['--crop WHERE', `what stays with "fill": ${POSITIONS.slice(0, 7).join(', ')}, top-left ...`],
    ['--background COLOUR', '#rrggbb behind transparency and with "pad" (default: #ffffff)'],
    ['--sharpen', 'sharpen lightly after making smaller'],
    ['-f, --format FORMAT', `${FORMATS.join(', ')} (default: same)`],
    ['-q, --quality N', '1 to 100 (default: 82 for JPEG, 80 for WebP, 55 for AVIF)'],
    ['--lossless', 'for WebP, AVIF and TIFF'],
    ['--no-progressive', 'write JPEG from top to bottom'],
    ['--max-bytes N', 'lower the quality until each result is at most this long'],
    ['--keep-smaller', 'keep the original where the result would be larger'],
    ['--keep-profile', 'keep the colour profile (default: convert to sRGB)'],
    ['--metadata WHAT', `${METADATA.join(', ')} (default: no-location)`],
    ['-t, --template T', 'name of {name}, {width}, {height}, {size}, {format}, {date}, {counter}, {counter:3}'],
    ['-o, --output DIR', 'folder for all results (default: beside each original)'],
    ['--collision WHAT', `${COLLISIONS.join(', ')} (default: rename)`],
    ['--no-keep-dates', 'results are dated now'],
  ],
  table: {
    width: { type: 'string', short: 'W', multiple: true },
    height: { type: 'string', short: 'H' },
    mode: { type: 'string', short: 'm' },
    enlarge: { type: 'boolean' },
    crop: { type: 'string' },
    background: { type: 'string' },
    sharpen: { type: 'boolean' },
    format: { type: 'string', short: 'f' },
    quality: { type: 'string', short: 'q' },
    lossless: { type: 'boolean' },
    progressive: { type: 'boolean' },
    'max-bytes': { type: 'string' },
    'keep-smaller': { type: 'boolean' },
    'keep-profile': { type: 'boolean' },
    metadata: { type: 'string' },
    template: { type: 'string', short: 't' },
    output: { type: 'string', short: 'o' },
    collision: { type: 'string' },
    'keep-dates': { type: 'boolean' },
  },
  parse: parseOptions,
  job: async () => ({ driver: () => import('../jobs/resize/driver.ts') }),
};

async function parseOptions(values: OptionValues): Promise<ResizeOptions> {
  const typed = { ...sizeOptions(values), ...formatOptions(values), ...outputOptions(values) };
  const options = { ...resizeDefaults, ...typed };
  const [option, message] = optionFault(options) ?? [];
  if (option) throw new UsageError(`--${option}: ${message}`);
  return options;
}

/** Without a size only the format changes; the window's default size would come as a surprise here. */
function sizeOptions(values: OptionValues): Partial<ResizeOptions> {
  const [width = null, ...extraSizes] = textsOption(values, 'width').map(
    (text) => numberOption({ width: text }, 'width', 1, LONGEST_EDGE) ?? 1,
  );
  const mode = choiceOption(values, 'mode', MODES);
  const height = numberOption(values, 'height', 1, LONGEST_EDGE) ?? null;
  if (mode && width === null && height === null) throw new UsageError(`--mode ${mode} needs --width or --height.`);
  return {
    width,
    height,
    extraSizes,
    enlarge: values.enlarge === true,
    sharpen: values.sharpen === true,
    ...given('mode', mode),
    ...given('position', choiceOption(values, 'crop', POSITIONS)),
    ...given('background', textOption(values, 'background')),
  };
}

function formatOptions(values: OptionValues): Partial<ResizeOptions> {
  return {
    lossless: values.lossless === true,
    keepSmaller: values['keep-smaller'] === true,
    progressive: values.progressive !== false,
    ...(values['keep-profile'] === true && { colours: 'keep' as const }),
    ...given('format', choiceOption(values, 'format', FORMATS)),
    ...given('quality', numberOption(values, 'quality', 1, 100)),
    ...given('maxBytes', numberOption(values, 'max-bytes', FEWEST_BYTES, Number.MAX_SAFE_INTEGER)),
    ...given('metadata', choiceOption(values, 'metadata', METADATA)),
  };
}

function outputOptions(values: OptionValues): Partial<ResizeOptions> {
  const output = textOption(values, 'output');
  return {
    keepDates: values['keep-dates'] !== false,
    // In a folder of their own the results can have the names of the originals.
    ...(output !== undefined && { destination: 'folder' as const, folder: resolvePath(output), template: '{name}' }),
    ...given('template', textOption(values, 'template')),
    ...given('collision', choiceOption(values, 'collision', COLLISIONS)),
  };
}

function given<K extends keyof ResizeOptions>(name: K, value: ResizeOptions[K] | undefined): Partial<ResizeOptions> {
  return value === undefined ? {} : { [name]: value };
}
