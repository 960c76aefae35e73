// Makes foreign text, such as names of files, safe for a terminal or a log: escapes control sequences, line breaks
// and marks that change the direction of writing.
import { UNSEEN } from './shown-text.ts';

/** Makes a text of one line safe. Characters that must not reach a terminal become escapes: `\x1b`, `\u{202e}`. */
export function printable(text: string): string {
  return text.toWellFormed().replace(UNSEEN, escapeOf);
}

/** The same, but bytes that are not UTF-8 stay as they are. */
export function printableBytes(text: string): string {
  return text.replace(UNSEEN, escapeOf);
}

/** The same for a text of several lines. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** Writes a line of JSON. JSON's own escapes do not cover everything that controls a terminal. */
export function printableJson(line: object): string {
  return JSON.stringify(line).replace(UNSEEN, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function escapeOf(mark: string): string {
  const code = mark.charCodeAt(0);
  if (code === 0x0a) return '\\n';
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
