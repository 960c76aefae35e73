// The command line is killed at each call that gives or takes a name: no original is lost, and the next command leaves nothing unfinished.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { OWN_PREFIX } from '../files/output/part-name.ts';
import { oddZip } from '../jobs/extract/testing/odd-zip.ts';
import { COMMAND_LINE } from '../testing/command-line.ts';

const hasStrace = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;
/** Far more calls of a kind than a command has. */
const MAX_CALLS = 100;

class Scene {
  readonly folder = mkdtempSync(join(tmpdir(), 'dropmill-killed-'));

  constructor() {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  at(name: string): string {
    return join(this.folder, 'home', name);
  }

  write(name: string, content: string | Buffer): void {
    mkdirSync(join(this.at(name), '..'), { recursive: true });
    writeFileSync(this.at(name), content);
  }

  /** @returns whether it was killed. @param call undefined to let it run to its end */
  run(words: readonly string[], call?: string, nth = 0): boolean {
    const strace = [
      '-f',
      '-qq',
      '-o',
      '/dev/null',
      '-e',
      `trace=${call}`,
      '-e',
      `inject=${call}:signal=KILL:when=${nth}`,
    ];
    const command = [process.execPath, COMMAND_LINE, ...words];
    const [program = '', ...args] = call === undefined ? command : ['strace', ...strace, ...command];
    // One thread makes the calls, so that they are counted together.
    const env = { ...process.env, XDG_DATA_HOME: join(this.folder, 'data'), UV_THREADPOOL_SIZE: '1' };
    return spawnSync(program, args, { cwd: this.at('.'), env }).signal === 'SIGKILL';
  }

  /** Contents of all files under their names, or in the trash. */
  contents(place: 'home' | 'data/Trash/files'): Map<string, string> {
    const top = join(this.folder, place);
    if (!existsSync(top)) return new Map();
    const entries = readdirSync(top, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = entries.map((entry) => join(entry.parentPath, entry.name));
    return new Map(paths.map((path) => [path.slice(top.length + 1), readFileSync(path, 'latin1')]));
  }

  unfinished(): string[] {
    return readdirSync(this.at('.'), { recursive: true, encoding: 'utf8' }).filter((name) => name.includes(OWN_PREFIX));
  }
}

const NAMES = ['d/a', 'd/sub/b'];

/** Kills a command at each call of a kind in turn. */
function atEachCall(
  call: string,
  words: readonly string[],
  prepare: (scene: Scene) => void,
  check: (scene: Scene) => void,
) {
  for (let nth = 1; nth < MAX_CALLS; nth++) {
    const scene = new Scene();
    prepare(scene);
    const isKilled = scene.run(words, call, nth);
    check(scene);
    scene.run(words);
    expect(scene.unfinished()).toEqual([]);
    if (!isKilled) return;
  }
  throw new Error('It never ends.');
}

describe.runIf(hasStrace).each(['rename', 'link', 'unlink'])('a command that is killed at a call of %s', (call) => {
  it('has packed what it has moved to the trash', () => {
    const words = ['zip', '--trash-originals', '-o', 'out.zip', 'd', 'one'];
    const originals = [...NAMES, 'one'];
    atEachCall(
      call,
      words,
      (scene) => {
        for (const name of originals) scene.write(name, name);
      },
      (scene) => {
        const [there, trashed] = [scene.contents('home'), scene.contents('data/Trash/files')];
        for (const name of originals) expect(there.get(name) ?? trashed.get(name)).toBe(name);
        if (trashed.size > 0) expect(spawnSync('unzip', ['-tq', scene.at('out.zip')]).status).toBe(0);
      },
    );
  });

  it('has extracted what it has moved to the trash, and left other files whole', () => {
    const archive = oddZip({ entries: NAMES.map((name) => ({ name, data: Buffer.from(name) })) });
    atEachCall(
      call,
      ['extract', '--if-exists', 'replace', '--trash-archive', '-o', 'out', 'x.zip'],
      (scene) => {
        scene.write('x.zip', archive);
        scene.write('out/d/a', 'theirs');
        scene.write('out/d/other', 'other');
      },
      (scene) => {
        const [there, trashed] = [scene.contents('home'), scene.contents('data/Trash/files')];
        expect(there.get('x.zip') ?? trashed.get('x.zip')).toBe(archive.toString('latin1'));
        expect(['theirs', 'd/a']).toContain(there.get('out/d/a'));
        expect(there.get('out/d/other')).toBe('other');
        if (trashed.size > 0) for (const name of NAMES) expect(there.get(`out/${name}`)).toBe(name);
      },
    );
  });
});
