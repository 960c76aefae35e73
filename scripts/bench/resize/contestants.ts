// The command lines that are compared. Each uses all cores in the way that is fastest for it.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

export type Command = readonly [string, ...string[]];

export interface Task {
  readonly format: 'jpeg' | 'webp' | 'avif';
  /** Longest edge of the results in pixels; 0 keeps the size. */
  readonly edge: number;
  readonly files: readonly string[];
}

export interface Contestant {
  readonly name: string;
  /** undefined: it cannot do this. */
  readonly command: (task: Task, out: string) => Command | undefined;
}

const cores = availableParallelism();
const cli = resolve(import.meta.dirname, '../../../out/cli.js');
const QUALITY = { jpeg: 82, webp: 80, avif: 55 };
/** The same effort as ours; ImageMagick 6 takes none. */
const VIPS_OPTIONS = { jpeg: ',interlace', webp: '', avif: ',effort=3' };
const EXTENSION = { jpeg: 'jpg', webp: 'webp', avif: 'avif' };

export const ours: Contestant = {
  name: 'dropmill',
  command: ({ format, edge, files }, out) => [
    ...([process.execPath, cli, 'resize'] as const),
    ...(edge > 0 ? ['--width', String(edge), '--height', String(edge)] : []),
    ...['--format', format, '--output', out, ...files],
  ],
};

/** @param pipelines at a time */
export function bareSharp(pipelines: number): Contestant {
  return {
    name: 'bare sharp loop',
    command: ({ format, edge, files }, out) => [
      ...(['env', `UV_THREADPOOL_SIZE=${pipelines + 2}`, process.execPath] as const),
      ...[join(import.meta.dirname, 'bare-sharp.mjs'), String(pipelines), String(edge), format, out, ...files],
    ],
  };
}

const vipsthumbnail: Contestant = {
  name: 'vipsthumbnail',
  command({ format, edge, files }, out) {
    const options = `Q=${QUALITY[format]}${VIPS_OPTIONS[format]}`;
    const size = edge > 0 ? `${edge}x${edge}>` : '100000x100000>';
    const target = join(out, `%s.${EXTENSION[format]}[${options}]`);
    return shared(files, ['VIPS_CONCURRENCY=1'], ['vipsthumbnail', '--size', size, '-o', target]);
  },
};

const mogrify: Contestant = {
  name: 'ImageMagick mogrify',
  command({ format, edge, files }, out) {
    // Decodes JPEG at a reduced size, as the others do by themselves.
    const size = edge > 0 ? ['-define', `jpeg:size=${edge * 2}x${edge * 2}`, '-resize', `${edge}x${edge}>`] : [];
    const options = ['-auto-orient', ...size, '-quality', String(QUALITY[format])];
    const interlace = format === 'jpeg' ? ['-interlace', 'Plane'] : [];
    return shared(
      files,
      ['MAGICK_THREAD_LIMIT=1'],
      [...(['mogrify', '-format', EXTENSION[format], '-path', out, ...options, ...interlace] as const)],
    );
  },
};

const graphicsMagick: Contestant = {
  name: 'GraphicsMagick',
  command({ format, edge, files }, out) {
    if (format === 'avif') return undefined;
    const size = edge > 0 ? ['-size', `${edge}x${edge}`, '-resize', `${edge}x${edge}>`] : [];
    const options = ['-auto-orient', ...size, '-quality', String(QUALITY[format])];
    const interlace = format === 'jpeg' ? ['-interlace', 'Line'] : [];
    return shared(
      files,
      ['OMP_NUM_THREADS=1'],
      [
        ...([
          'gm',
          'mogrify',
          '-format',
          EXTENSION[format],
          '-output-directory',
          out,
          ...options,
          ...interlace,
        ] as const),
      ],
    );
  },
};

/**
 * One process per core with its share of the files, run in their folder; a single file gets the program's own threads.
 */
function shared(files: readonly string[], single: readonly string[], command: Command): Command {
  const folder = dirname(files[0] ?? '.');
  const names = files.map((file) => basename(file));
  if (names.length === 1) return ['sh', '-c', 'cd "$0" && exec "$@"', folder, ...command, ...names];
  const share = Math.ceil(names.length / cores);
  const script = `cd "$0" && xargs -P ${cores} -n ${share} env "$@" <<'FILES'\n${names.join('\n')}\nFILES\n`;
  return ['sh', '-c', script, folder, ...single, ...command];
}

/** The programs of others that are installed here. */
export const others: readonly Contestant[] = [
  { program: 'vipsthumbnail', contestant: vipsthumbnail },
  { program: 'mogrify', contestant: mogrify },
  { program: 'gm', contestant: graphicsMagick },
]
  .filter(({ program }) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0)
  .map(({ contestant }) => contestant);
