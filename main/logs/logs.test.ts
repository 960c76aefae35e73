import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { defaultSettings } from '../contract/settings.ts';
import { diagnosticsText } from './diagnostics.ts';
import { LogFile } from './log-file.ts';
import { openLogs } from './logs.ts';
import { homeShortener } from './shorten-paths.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a log file', () => {
  it('is continued by the next start', () => {
    new LogFile(join(folder, 'main.log')).write('first');
    new LogFile(join(folder, 'main.log')).write('second');
    expect(readdirSync(folder)).toEqual(['main.log']);
    expect(readFileSync(join(folder, 'main.log'), 'utf8')).toMatch(/ first\n.* second\n$/);
  });

  it('gives way to a new one before it grows too large, and only one is kept', () => {
    const log = new LogFile(join(folder, 'main.log'), { largest: 1_000 });
    for (let n = 0; n < 500; n++) log.write(`line ${n} ${'ü'.repeat(20)}`);
    expect(readdirSync(folder).sort()).toEqual(['main.log', 'main.old.log']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(1_000);
    expect(log.tail(1)[0]).toContain('line 499');
  });

  it('grows while another program has the old one open, and loses no line', () => {
    // A folder stands for a file that another program has open: it cannot be replaced either.
    mkdirSync(join(folder, 'main.old.log', 'held'), { recursive: true });
    const log = new LogFile(join(folder, 'main.log'), { largest: 100 });
    for (let n = 0; n < 5; n++) log.write(`line ${n} ${'x'.repeat(50)}`);
    expect(log.tail(5).map((line) => /line \d/.exec(line)?.[0])).toEqual([0, 1, 2, 3, 4].map((n) => `line ${n}`));
  });

  it('counts what an earlier start has written', () => {
    writeFileSync(join(folder, 'main.log'), 'x'.repeat(999));
    new LogFile(join(folder, 'main.log'), { largest: 1_000 }).write('after');
    expect(readFileSync(join(folder, 'main.log'), 'utf8')).toMatch(/^\S+ after\n$/);
  });

  it('keeps the beginning of an endless line', () => {
    const log = new LogFile(join(folder, 'main.log'));
    log.write('y'.repeat(1_000_000));
    expect(statSync(log.path).size).toBeLessThan(5_000);
  });

  it('is silent about a folder that can not be written', () => {
    writeFileSync(join(folder, 'file'), '');
    const log = new LogFile(join(folder, 'file', 'main.log'));
    log.write('lost');
    expect(log.tail(5)).toEqual([]);
  });
});

describe('the logs', () => {
  it('are one file per process, with the home folder as ~', () => {
    const logs = openLogs(folder, '/home/anna');
    logs.main('started by /home/anna/bin');
    logs.host('reads /home/anna');
    logs.page('error in file:///home/anna/x.js, not /home/annabel/y');
    expect(readdirSync(folder).sort()).toEqual(['host.log', 'main.log', 'page.log']);
    expect(logs.tails(1)).toEqual({
      main: [expect.stringMatching(/ started by ~\/bin$/)],
      host: [expect.stringMatching(/ reads ~$/)],
      page: [expect.stringMatching(/ error in file:\/\/~\/x\.js, not \/home\/annabel\/y$/)],
    });
  });
});

it('control characters in names are escaped, on the terminal and in the log file', () => {
  const onTerminal = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => onTerminal.mockRestore());
  const logs = openLogs(folder, '/home/anna');
  logs.host('skipped \u001b]0;title\u0007\u202egpj.exe\nof two lines');
  const shown = 'skipped \\x1b]0;title\\x07\\u{202e}gpj.exe\nof two lines';
  expect(onTerminal).toHaveBeenCalledWith(`host: ${shown}`);
  expect(readFileSync(join(folder, 'host.log'), 'utf8').slice(25)).toBe(`${shown}\n`);
});

describe('the home folder', () => {
  it('is found as a path of Windows, in JSON and in URLs', () => {
    const shorten = homeShortener('C:\\Users\\Änne (x)');
    expect(shorten('C:\\Users\\Änne (x)\\a.zip')).toBe('~\\a.zip');
    expect(shorten(JSON.stringify({ path: 'C:\\Users\\Änne (x)\\a.zip' }))).toBe('{"path":"~\\\\a.zip"}');
    expect(homeShortener('/home/Änne x')('file:///home/%C3%84nne%20x/a')).toBe('file://~/a');
  });

  it('is not looked for when it is the root of all', () => {
    expect(homeShortener('/')('/etc/hosts')).toBe('/etc/hosts');
  });
});

describe('the diagnostics', () => {
  it('tell versions, settings and the last lines, and no folder', () => {
    const text = diagnosticsText({
      version: '1.2.3',
      packaged: true,
      locale: 'de-AT',
      settings: { ...defaultSettings, outputFolder: '/mnt/secret' },
      tails: { main: ['one', 'two'] },
    });
    expect(text).toMatch(/^Dropmill 1\.2\.3\n/);
    expect(text).toContain('Locale de-AT');
    expect(text).toContain('"outputFolder":"set"');
    expect(text).toContain('main.log\n  one\n  two\n');
    expect(text).not.toContain('secret');
  });
});
