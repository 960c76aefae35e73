// Reads CHANGELOG.md. Pure.

/** The entries of its first version, as plain text. */
export function newestChanges(changelog: string): readonly string[] {
  const [, newest = ''] = changelog.split(/^## .*$/m);
  const entries = newest.split(/^- /m).slice(1);
  return entries.map((entry) => plain(entry.replace(/\s+/g, ' ').trim()));
}

/** Without the marks of Markdown: links by their text, code as it is. */
function plain(text: string): string {
  return text.replace(/\[([^\][]*)\]\([^()]*\)/g, '$1').replaceAll(/[`*]/g, '');
}
