// One log file per process, all written by main: its own lines, what the host prints, and the errors of the page.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { printableLines } from '../../workers/messages/printable.ts';
import { LogFile } from './log-file.ts';
import { homeShortener } from './shorten-paths.ts';

export interface Logs {
  /** Where the files are. */
  readonly folder: string;
  readonly main: (line: string) => void;
  readonly host: (line: string) => void;
  readonly page: (line: string) => void;
  /** The newest lines of each file. */
  tails(count: number): Readonly<Record<string, readonly string[]>>;
}

/** The lines are on the terminal, too. */
export function openLogs(folder: string, home = homedir()): Logs {
  const shorten = homeShortener(home);
  const file = (name: string) => new LogFile(join(folder, `${name}.log`), { shorten });
  const files = { main: file('main'), host: file('host'), page: file('page') };
  const writer = (name: keyof typeof files) => (text: string) => {
    const line = printableLines(text);
    console.error(name === 'main' ? line : `${name}: ${line}`);
    files[name].write(line);
  };
  return {
    folder,
    main: writer('main'),
    host: writer('host'),
    page: writer('page'),
    tails: (count) => Object.fromEntries(Object.entries(files).map(([name, one]) => [name, one.tail(count)])),
  };
}
