// Text of others as it can be written to a terminal and to a log: it is not obeyed, and each line stays one.

/**
 * Control characters, which a terminal would obey, and marks of direction, which make a name look like another one. Each is
 * shown as its escape: `\x1b`, `\u{202e}`.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it shows
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A text of one line as it is, but for what must not reach a terminal. */
export function printable(text: string): string {
  return text.toWellFormed().replace(UNPRINTABLE, escapeOf);
}

/** The same where bytes that are not UTF-8 are to stay what they are. */
export function printableBytes(text: string): string {
  return text.replace(UNPRINTABLE, escapeOf);
}

/** The same for a text of several lines. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** A line of JSON: its own escapes are for programs, and leave out what only a terminal obeys. */
export function printableJson(line: object): string {
  return JSON.stringify(line).replace(UNPRINTABLE, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function escapeOf(mark: string): string {
  const code = mark.charCodeAt(0);
  if (code === 0x0a) return '\\n';
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
