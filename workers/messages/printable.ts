// Text of others, such as names of files, as it can be written to a terminal or a log: what a terminal would obey, what breaks
// lines and what turns the direction of writing is escaped.
import { UNSEEN } from './shown-text.ts';

/** A text of one line. What must not reach a terminal is shown as its escape: `\x1b`, `\u{202e}`. */
export function printable(text: string): string {
  return text.toWellFormed().replace(UNSEEN, escapeOf);
}

/** The same where bytes that are not UTF-8 are to stay what they are. */
export function printableBytes(text: string): string {
  return text.replace(UNSEEN, escapeOf);
}

/** The same for a text of several lines. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** A line of JSON, whose own escapes do not cover all that a terminal obeys. */
export function printableJson(line: object): string {
  return JSON.stringify(line).replace(UNSEEN, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function escapeOf(mark: string): string {
  const code = mark.charCodeAt(0);
  if (code === 0x0a) return '\\n';
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
