// Remembers across a crash of the host what a job had begun and finished. A decoder's crash takes the host with it when
// the workers are threads; the job is then started again under the same id.
import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A picture that is done. */
export interface DonePicture {
  readonly outputs: readonly string[];
  /** Of the outputs. */
  readonly bytes: number;
}

type Line =
  | { readonly kind: 'begin' | 'end'; readonly paths: readonly string[] }
  | ({ readonly kind: 'done'; readonly path: string } & DonePicture);

/** After so many crashes under a picture it is left out. */
export const MOST_CRASHES = 2;

/** One line per event, in the system's folder for temporary files; removed when the job ends. */
export class JobJournal implements Disposable {
  readonly done: ReadonlyMap<string, DonePicture>;
  readonly #crashes: ReadonlyMap<string, number>;
  readonly #file: string;
  readonly #descriptor: number;

  /** @param id of the job: the same when it is started again */
  constructor(id: string, folder: string = tmpdir()) {
    this.#file = join(folder, `dropmill-${id.replace(/[^\w-]/g, '')}.pictures`);
    const { done, crashes } = replay(readLines(this.#file));
    this.done = done;
    this.#crashes = crashes;
    this.#descriptor = openSync(this.#file, 'a', 0o600);
    writeSync(this.#descriptor, '\n');
  }

  /** How often the host was lost while this picture was being read or made. */
  crashes(path: string): number {
    return this.#crashes.get(path) ?? 0;
  }

  begin(...paths: string[]): void {
    this.#write({ kind: 'begin', paths });
  }

  /** Begun, and ended without taking the host down. */
  end(...paths: string[]): void {
    this.#write({ kind: 'end', paths });
  }

  finish(path: string, { outputs, bytes }: DonePicture): void {
    this.#write({ kind: 'done', path, outputs, bytes });
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor);
    unlinkSync(this.#file);
  }

  /** Written at once, so that a crash in the next moment does not lose it. */
  #write(line: Line): void {
    writeSync(this.#descriptor, `${JSON.stringify(line)}\n`);
  }
}

function readLines(file: string): Line[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return text.split('\n').flatMap(parseLine);
}

/** A crash may leave a line half written; it says nothing then. */
function parseLine(text: string): Line[] {
  try {
    return [JSON.parse(text) as Line];
  } catch {
    return [];
  }
}

function replay(lines: readonly Line[]) {
  const done = new Map<string, DonePicture>();
  const crashes = new Map<string, number>();
  const add = (path: string, step: number) => crashes.set(path, (crashes.get(path) ?? 0) + step);
  for (const line of lines) {
    if (line.kind === 'done') {
      done.set(line.path, line);
      add(line.path, -1);
    } else {
      for (const path of line.paths) add(path, line.kind === 'begin' ? 1 : -1);
    }
  }
  return { done, crashes };
}
