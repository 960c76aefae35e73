// Finds the regular expressions of a source file by its syntax, not by its text.
import { parseSync } from 'vite';

export interface Found {
  /** Counted from 1. */
  readonly line: number;
  readonly regexp: RegExp;
}

export interface FoundAll {
  readonly literals: readonly Found[];
  /** Lines of calls that build one while the program runs. */
  readonly built: readonly number[];
}

/** @throws an Error where the file does not parse */
export function regexpsIn(path: string, text: string): FoundAll {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const literals: Found[] = [];
  const built: number[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, start, regex, callee } = node as Partial<Node>;
    const line = () => text.slice(0, start).split('\n').length;
    if (type === 'Literal' && regex) literals.push({ line: line(), regexp: new RegExp(regex.pattern, regex.flags) });
    if ((type === 'NewExpression' || type === 'CallExpression') && callee?.name === 'RegExp') built.push(line());
    for (const child of Object.values(node)) visit(child);
  };
  visit(program);
  return { literals, built };
}

/** What is looked at of the nodes of ESTree. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly regex: { readonly pattern: string; readonly flags: string } | null;
  readonly callee: { readonly name?: string };
}
