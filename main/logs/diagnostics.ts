// What a person can send with a question: versions, machine, settings, the last lines of the logs. No paths.
import { cpus, release, totalmem } from 'node:os';
import type { Settings } from '../contract/settings.ts';

export interface DiagnosticParts {
  readonly version: string;
  readonly packaged: boolean;
  readonly locale: string;
  readonly settings: Settings;
  readonly tails: Readonly<Record<string, readonly string[]>>;
}

/** What the window and main run on. */
export function runtimeText(): string {
  const { electron = '', chrome = '', node } = process.versions;
  return `Electron ${electron}, Chromium ${chrome}, Node ${node}`;
}

export function diagnosticsText({ version, packaged, locale, settings, tails }: DiagnosticParts): string {
  const processors = cpus();
  return [
    `Dropmill ${version}${packaged ? '' : ' (from its sources)'}`,
    runtimeText(),
    `${process.platform} ${process.arch} ${release()}, ${processors.length} x ${processors[0]?.model.trim() ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Locale ${locale}`,
    `Settings ${JSON.stringify({ ...settings, outputFolder: settings.outputFolder === null ? null : 'set' })}`,
    ...Object.entries(tails).flatMap(([name, lines]) => ['', `${name}.log`, ...lines.map((line) => `  ${line}`)]),
    '',
  ].join('\n');
}
