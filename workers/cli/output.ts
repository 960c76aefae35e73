// Prints what a job reports while it runs and at its end: lines for people, or JSON lines for programs.
import { basename } from 'node:path';
import { PART_NAME } from '../files/output/part-name.ts';
import { isEscaped, unescapeBytes } from '../files/system-path.ts';
import type { JobReporter } from '../host/job-reporter.ts';
import type { ContentsLine, Skip } from '../jobs/job-report.ts';
import type { JobOutcome } from '../jobs/job-type.ts';
import type { UserError } from '../jobs/user-error.ts';
import type { Message } from '../messages/message.ts';
import { printable, printableBytes, printableJson } from '../messages/printable.ts';
import type { Word } from '../messages/word.ts';
import { formatBytes, progressLine } from './format.ts';

/** The last line of `--json`. */
export interface Summary extends JobOutcome {
  /** `done-with-skips` if something that was asked for was skipped, failed or is incomplete. */
  readonly state: 'done' | 'done-with-skips' | 'failed' | 'cancelled';
  readonly skipped: readonly Skip[];
  readonly seconds: number;
  /** HTML that shows the results, if it was asked for. */
  readonly markup?: string;
  readonly error?: UserError;
}

/** The streams of `process` that are written to. */
export interface Streams {
  readonly stdout: { write(text: string | Uint8Array): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
}

export interface RunOutput {
  /** Called ten times a second. */
  progress(reporter: JobReporter): void;
  note(note: Message): void;
  skip(skip: Skip): void;
  /** A picture or file that failed on its own. */
  failed(name: string, error: UserError): void;
  /** A picture or file that is done, and lacks something. */
  incomplete(name: string, error: UserError): void;
  /** A line of an archive's table of contents. */
  contents(name: string, line: ContentsLine): void;
  summary(summary: Summary): void;
}

/** Prints one JSON object on each line of the standard output. */
export class JsonOutput implements RunOutput {
  readonly #streams: Streams;
  readonly #word: Word;

  constructor(streams: Streams, word: Word) {
    this.#streams = streams;
    this.#word = word;
  }

  progress(reporter: JobReporter): void {
    const message = reporter.takeMessage();
    if (message) this.#print({ type: 'progress', title: message.title, ...message.progress });
  }

  note(note: Message): void {
    this.#print({ type: 'note', ...note, text: this.#word(note).text });
  }

  skip(skip: Skip): void {
    this.#print({ type: 'skip', ...this.#skipped(skip) });
  }

  failed(name: string, error: UserError): void {
    this.#print({ type: 'failed', name, ...this.#worded(error) });
  }

  incomplete(name: string, error: UserError): void {
    this.#print({ type: 'incomplete', name, ...this.#worded(error) });
  }

  contents(name: string, { mtime, ...line }: ContentsLine): void {
    const modified = mtime === null ? null : new Date(mtime).toISOString();
    this.#print({ type: 'entry', name: name.toWellFormed(), ...line, modified });
  }

  summary({ state, outputs, entries, failed, skipped, bytesIn, bytesOut, seconds, markup, error }: Summary): void {
    const rest = { failed, ...(markup !== undefined && { markup }), ...(error && { error: this.#worded(error) }) };
    const skips = skipped.map((skip) => this.#skipped(skip));
    this.#print({ type: 'summary', state, outputs, entries, skipped: skips, bytesIn, bytesOut, seconds, ...rest });
  }

  /** Adds the sentence to an error: programs use the code and its parameters, and people read the sentence. */
  #worded(error: UserError): object {
    const { text, hint } = this.#word(error);
    return { ...error, message: text, ...(hint && { hint }) };
  }

  #skipped({ path, ...skip }: Skip): object {
    return { path, ...skip, reason: this.#word(skip).text };
  }

  #print(line: object): void {
    this.#streams.stdout.write(`${printableJson(line)}\n`);
  }
}

/** Prints a progress line on a terminal, messages on the standard error, and results on the standard output. */
export class TextOutput implements RunOutput {
  readonly #streams: Streams;
  readonly #word: Word;
  readonly #bar: boolean;
  /** Whether an unfinished file could not be removed. */
  #left = false;

  constructor(streams: Streams, word: Word) {
    this.#streams = streams;
    this.#word = word;
    this.#bar = streams.stderr.isTTY === true;
  }

  progress(reporter: JobReporter): void {
    const message = this.#bar ? reporter.takeMessage() : undefined;
    if (message) this.#streams.stderr.write(`\r${progressLine(message.progress, this.#columns())}\u001b[K`);
  }

  note(note: Message): void {
    this.#left ||= note.code === 'PART_LEFT';
    this.#say(note.code === 'PART_LEFT' ? this.#sentence(note) : this.#word(note).text);
  }

  skip({ path, ...skip }: Skip): void {
    const { text } = this.#word(skip);
    this.#say(text.includes(path) ? `Skipped: ${text}` : `Skipped ${path}: ${text}`);
  }

  failed(name: string, error: UserError): void {
    this.#say(`Failed ${name}: ${this.#sentence(error)}`);
  }

  incomplete(name: string, error: UserError): void {
    this.#say(`Incomplete ${name}: ${this.#sentence(error)}`);
  }

  contents(name: string, { kind, size, mtime, encrypted }: ContentsLine): void {
    const date = mtime === null ? '' : localMinute(mtime);
    const mark = encrypted ? '*' : ' ';
    const shown = kind === 'folder' && !name.endsWith('/') ? `${name}/` : name;
    this.#streams.stdout.write(`${String(size).padStart(12)}  ${date.padEnd(16)} ${mark}${printable(shown)}\n`);
  }

  summary(summary: Summary): void {
    const { state, outputs, skipped, markup, error } = summary;
    if (state === 'cancelled') this.#say(this.#left ? 'Cancelled.' : 'Cancelled. No unfinished file was left behind.');
    if (error) this.#say(this.#sentenceWithPath(error));
    if (state !== 'done' && state !== 'done-with-skips') return;
    this.#clearBar();
    if (markup !== undefined) this.#streams.stdout.write(markup);
    else for (const output of outputs) this.#streams.stdout.write(this.#lineOf(output));
    this.#say(doneLine(summary));
    if (skipped.length > 0) this.#say(`Done, ${skipped.length} skipped.`);
  }

  /** A path that is not UTF-8 is printed as its bytes, so that a program can read it from a pipe. */
  #lineOf(path: string): string | Uint8Array {
    const { isTTY = false } = this.#streams.stdout;
    return isEscaped(path) && !isTTY ? unescapeBytes(`${printableBytes(path)}\n`) : `${printable(path)}\n`;
  }

  /** Names the file that the error is about, if the sentence does not. */
  #sentenceWithPath(error: UserError): string {
    const sentence = this.#sentence(error);
    const path = error.cause?.path;
    const isNamed = path === undefined || PART_NAME.test(basename(path)) || sentence.includes(path);
    return isNamed ? sentence : `${path}: ${sentence}`;
  }

  #sentence(error: Message): string {
    const { text, hint } = this.#word(error);
    // The system's own words may end without a full stop.
    return hint === '' ? text : `${text}${/[.!?…]$/.test(text) ? '' : '.'} ${hint}`;
  }

  #say(text: string): void {
    this.#clearBar();
    this.#streams.stderr.write(`${printable(text)}\n`);
  }

  #clearBar(): void {
    if (this.#bar) this.#streams.stderr.write('\r\u001b[K');
  }

  #columns(): number {
    return this.#streams.stderr.columns ?? 80;
  }
}

function doneLine({ entries, failed, bytesIn, bytesOut, seconds }: Summary): string {
  // A share of more than 100 % is not printed: it is that of a tiny archive or of extracted files.
  const share = Math.round((bytesOut / bytesIn) * 100);
  const percent = bytesOut < bytesIn ? ` (${share === 0 && bytesOut > 0 ? 'less than 1' : share} %)` : '';
  const failures = failed > 0 ? `, ${failed} failed` : '';
  const sizes = `${formatBytes(bytesIn)} to ${formatBytes(bytesOut)}${percent}`;
  return `${entries} ${entries === 1 ? 'entry' : 'entries'}, ${sizes} in ${seconds.toFixed(1)} s${failures}.`;
}

/** `2026-01-31 17:05`, as archive programs list times. */
function localMinute(mtime: number): string {
  const date = new Date(mtime);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
