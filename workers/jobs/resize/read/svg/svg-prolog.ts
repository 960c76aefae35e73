// Finds the end of what may come before the first element of an XML document (XML 1.0, section 2.8).

/**
 * Where the first element may begin: after spaces, instructions and comments, and after the type of the document if it is asked for.
 * Each is looked for once, so that a text takes its length, whatever is in it.
 */
export function prologLength(text: string, options: { readonly withType: boolean }): number {
  let at = afterSpace(text, 0);
  for (;;) {
    const end = afterPart(text, at, options.withType);
    if (end === undefined) return at;
    at = afterSpace(text, end);
  }
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

function afterPart(text: string, at: number, withType: boolean): number | undefined {
  if (text.startsWith('<?', at)) return after(text, '?>', at + 2);
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
  const type = withType ? /^<!DOCTYPE\s{1,20}svg/i.exec(text.slice(at, at + 40)) : null;
  return type ? afterType(text, at + type[0].length) : undefined;
}

/** Its end, which is behind the declarations in brackets, if it has any. */
function afterType(text: string, from: number): number | undefined {
  const end = after(text, '>', from);
  const declarations = text.slice(from, end).indexOf('[');
  const closed = declarations === -1 ? undefined : after(text, ']', from + declarations);
  return (closed !== undefined && after(text, '>', closed)) || end;
}

function after(text: string, mark: string, from: number): number | undefined {
  const at = text.indexOf(mark, from);
  return at === -1 ? undefined : at + mark.length;
}
