// What a script sees of an archive: the name that it gave, the status, and the reason when something is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '../testing/command-line.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-out-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a line of shell in a folder that holds `d/f`. */
function shell(line: string): { status: number | null; stdout: string; stderr: string } {
  const DM = `${process.execPath} ${COMMAND_LINE}`;
  const options = { cwd: folder, env: { ...process.env, DM }, encoding: 'utf8' } as const;
  return spawnSync('sh', ['-c', `mkdir -p d; echo content > d/f; ${line}`], options);
}

const summary = ({ stdout }: { stdout: string }) => JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
const GZIP = [0x1f, 0x8b];
const ZSTD = [0x28, 0xb5];
const ZIP = [0x50, 0x4b];

describe('the name that is given', () => {
  it.for([
    ['-o site.tgz', 'site.tgz', GZIP],
    ['-o site.taz', 'site.taz', GZIP],
    ['-o site.tzst', 'site.tzst', ZSTD],
    ['-o comic.cbz', 'comic.cbz', ZIP],
    ['-o lib.JAR', 'lib.JAR', ZIP],
    ['-o show.ppsx', 'show.ppsx', ZIP],
    ['-o base.odb', 'base.odb', ZIP],
    ['-o drawing.ora', 'drawing.ora', ZIP],
    ['-o plain', 'plain.zip', ZIP],
    ['-o v1.2', 'v1.2.zip', ZIP],
    ['--format tar.gz -o data.bin', 'data.bin', GZIP],
    ['--format tar.zst -o plain', 'plain.tar.zst', ZSTD],
  ] as const)('is the name written: %s', ([args, name, start]) => {
    const { status, stdout } = shell(`$DM zip ${args} d`);
    expect([status, stdout]).toEqual([0, `${join(folder, name)}\n`]);
    expect([...readFileSync(join(folder, name)).subarray(0, 2)]).toEqual([...start]);
  });

  it.for(['a.tar.xz', 'a.7z', 'a.rar', 'a.gz', 'a.tar.bz2', 'a.txt', 'a.zip.001', 'a.tgz.002'])(
    'is refused when it names another format: %s',
    (name) => {
      const { status, stderr } = shell(`$DM zip -o ${name} d`);
      expect([status, stderr]).toEqual([2, expect.stringMatching(/Dropmill writes zip .*tar\.gz/)]);
      expect(stderr).toContain(name.slice(1));
      expect(readdirSync(folder)).toEqual(['d']);
    },
  );

  it('may be a folder, with a slash at its end', () => {
    expect(shell('mkdir out; $DM zip -o out/ d').status).toBe(0);
    expect(existsSync(join(folder, 'out', 'd.zip'))).toBe(true);
  });

  it('may be in a folder that is not there yet, which does not stay when nothing comes of it', () => {
    expect(shell('$DM zip --per-input -o new/deep d').status).toBe(0);
    expect(existsSync(join(folder, 'new', 'deep', 'd.zip'))).toBe(true);
    expect(shell('$DM zip -o other/deep/o.zip missing').status).toBe(1);
    expect(existsSync(join(folder, 'other'))).toBe(false);
  });

  it.for(['out', '.', './', '..'])('may be a folder that is there: %s', (name) => {
    expect(shell(`mkdir -p in/out; cd in; $DM zip -o ${name} ../d`).status).toBe(0);
    expect(existsSync(join(folder, 'in', name, 'd.zip'))).toBe(true);
  });

  it('is a file beside the folder that is packed, when it is the name of that folder', () => {
    expect(shell('$DM zip -o d d').status).toBe(0);
    expect(readdirSync(folder).toSorted()).toEqual(['d', 'd.zip']);
  });

  it.for(['pipe', 'pipe.zip', 'link', '/dev/null', '-'])('is refused when it is no file: %s', (name) => {
    const line = `mkfifo pipe pipe.zip; ln -s pipe link; $DM zip --if-exists replace -o ${name} d`;
    const { status, stderr } = shell(line);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/neither a file nor a folder|standard output/)]);
    expect(lstatSync(join(folder, 'pipe.zip')).isFIFO()).toBe(true);
    expect(readdirSync(folder).toSorted()).toEqual(['d', 'link', 'pipe', 'pipe.zip']);
  });

  it.for(['d/f/o.zip', 'd/f/', 'd/f/x/y/o.zip'])('says so when it is below a file: %s', (name) => {
    const { status, stderr } = shell(`$DM zip -o ${name} d`);
    expect([status, stderr]).toEqual([1, expect.stringContaining('A part of the path is not a folder.')]);
  });

  it('may be split', () => {
    expect(shell('head -c 150000 /dev/urandom > d/noise; $DM zip -o o.zip --split 100k d').status).toBe(0);
    expect(readdirSync(folder).toSorted()).toEqual(['d', 'o.zip.001', 'o.zip.002']);
  });

  it('gives parts that any of them extracts, lists and tests, and that one of them is missing', () => {
    expect(shell('head -c 150000 /dev/urandom > d/noise; $DM zip -o o.zip --split 60k d; mv d e').status).toBe(0);
    const { status, stdout, stderr } = shell('rm -r d; $DM extract o.zip.002 && cmp d/noise e/noise');
    expect([status, stdout, stderr]).toEqual([0, `${join(folder, 'd')}\n`, expect.stringMatching(/^2 entries/)]);
    expect(shell('$DM extract --list o.zip.00*').stdout.match(/noise/g)).toHaveLength(1);
    expect(shell('$DM extract --test o.zip.003').status).toBe(0);
    const missing = shell('rm o.zip.002; $DM extract o.zip.003');
    expect([missing.status, missing.stderr]).toEqual([1, expect.stringContaining('missing: o.zip.002')]);
  });
});

it('says that a pattern is empty', () => {
  const { status, stderr } = shell('$DM zip -x "$UNSET" -o o.zip d');
  expect([status, stderr]).toEqual([2, expect.stringContaining('The text after --exclude is empty.')]);
});

describe('the status', () => {
  it.for([
    ['d', 0, 'done'],
    ['missing d', 3, 'done-with-skips'],
    ['missing', 1, 'failed'],
    ['-x f d', 0, 'done'],
    ['--skip-links d', 0, 'done'],
    ['--follow-links d', 3, 'done-with-skips'],
  ] as const)('of %s is %i, and the state %s', ([args, status, state]) => {
    const ended = shell(`ln -s nowhere d/broken; $DM zip --json -o o.zip ${args}`);
    expect([ended.status, summary(ended).state]).toEqual([status, state]);
  });

  it.runIf(process.platform === 'linux')('tells of a pipe by whatever path it is given', () => {
    const { status, stderr } = shell('echo content | $DM zip -o o.zip /dev/stdin d');
    expect([status, stderr]).toEqual([3, expect.stringContaining('/dev/stdin: It is a pipe, not a file.')]);
  });

  it('tells of an archive that is kept', () => {
    const { status, stderr } = shell('echo old > o.zip; $DM zip --if-exists skip -o o.zip d');
    expect([status, stderr]).toEqual([0, expect.stringContaining('o.zip already exists and was kept.')]);
  });
});

describe.skipIf(process.getuid?.() !== 0)('a disk that fills', () => {
  it.for(
    ['zip', 'tar', 'tar.gz', 'tar.zst'].flatMap((format) =>
      ['threads', 'processes', 'inline'].map((executor) => [format, executor] as const),
    ),
  )('is said to be full, and nothing is left: %s on %s', ([format, executor]) => {
    const line = `mkdir m; mount -t tmpfs -o size=3m tmpfs m || exit 99; head -c 6000000 /dev/urandom > d/noise
      $DM zip --executor ${executor} -o m/o.${format} d; s=$?; ls -A m; umount m; exit $s`;
    const { status, stdout, stderr } = shell(line);
    if (status === 99) return;
    expect([status, stdout, stderr]).toEqual([1, '', expect.stringMatching(/^The disk is full\.|not enough room/)]);
  });

  it.for(['zip', 'tar'])('is distinguished from a file that may not be so large: %s', (format) => {
    const { status, stderr } = shell(
      `head -c 3000000 /dev/urandom > d/noise; ulimit -f 2000; $DM zip -o o.${format} d`,
    );
    expect([status, stderr]).toEqual([1, expect.stringContaining('The file is too large for this disk.')]);
    expect(readdirSync(folder)).toEqual(['d']);
  });
});

it.runIf(process.platform === 'linux')('--trash-originals moves what was packed to the trash, and nothing else', () => {
  const trash = 'XDG_DATA_HOME=$PWD/data $DM zip --json --trash-originals';
  expect(shell(`${trash} -o o.zip d`).status).toBe(0);
  expect([existsSync(join(folder, 'd')), readFileSync(join(folder, 'data/Trash/files/d/f'), 'utf8')]).toEqual([
    false,
    'content\n',
  ]);
  const partly = shell(`mkfifo d/pipe; ${trash} -o p.zip d`);
  expect([partly.status, summary(partly).skipped.map(({ code }: { code: string }) => code)]).toEqual([
    3,
    ['PIPE', 'NOT_TRASHED_PARTLY'],
  ]);
  expect(existsSync(join(folder, 'd/f'))).toBe(true);
});

describe('a flag that the format has no use for', () => {
  it.for([
    ['-l 9 -o a.tar', '--level has no effect with --format tar.'],
    ['--store --format tar', '--store has no effect with --format tar.'],
    ['--deflate zlib -o a.tgz', '--deflate has no effect with --format tar.gz.'],
  ] as const)('is told, and the archive is written: %s', ([args, sentence]) => {
    const { status, stderr } = shell(`$DM zip ${args} d`);
    expect([status, stderr.split('\n')[0]]).toEqual([0, sentence]);
    const { stdout } = shell(`$DM zip ${args} --dry-run --json d`);
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({
      type: 'note',
      code: 'FLAG_UNUSED',
      text: sentence,
    });
  });

  it('is not told where the format has one', () => {
    expect(shell('$DM zip -l 9 --pack-all -o a.tgz d').stderr).not.toContain('effect');
  });
});
