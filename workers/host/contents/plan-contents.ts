// Answers what the window asks about the contents of a planned job: pages of its rows, and choices.

import type { KnownMessage } from '../../messages/codes.ts';
import type { NameFate } from '../../plan/name-fate.ts';
import type {
  ContentsAnswer,
  ContentsCounts,
  ContentsQuery,
  ContentsRow,
  PlannedEntry,
} from '../../plan/plan-contents.ts';
import { ContentsChoice } from './contents-choice.ts';
import { ContentsTree, ROOT } from './contents-tree.ts';

/** Folders with more entries keep the order of the archive, as sorting them by the rules of a language takes seconds. */
const MAX_SORTED = 20_000;

interface Line {
  readonly node: number;
  readonly level: number;
  readonly place: number;
  readonly siblings: number;
}

export class PlanContents {
  readonly #tree: ContentsTree;
  readonly #choice: ContentsChoice;
  readonly #sorted = new Map<number, { readonly count: number; readonly nodes: readonly number[] }>();
  readonly #collator = new Intl.Collator(undefined, { numeric: true });
  /** The rows of the last query, as the next page is mostly one of the same query. */
  #lines: { readonly key: string; readonly lines: readonly Line[] } | undefined;

  /** @param inputs names of the archives @param selection as an earlier answer gave it */
  constructor(inputs: readonly string[], selection: readonly string[]) {
    this.#tree = new ContentsTree(inputs);
    this.#choice = new ContentsChoice(this.#tree, selection);
  }

  add(entry: PlannedEntry): number {
    return this.#tree.add(entry);
  }

  /** How many entries an input has, including those that are not listed. */
  setCount(input: number, count: number): void {
    this.#tree.entryCounts[input] = Math.max(this.#tree.entryCounts[input] ?? 0, count);
  }

  setFate(node: number, fate: NameFate): void {
    if (this.#tree.fateOf(node) === fate) return;
    this.#tree.setFate(node, fate);
    this.#choice.changed();
  }

  refuse(node: number, why: KnownMessage): void {
    this.#tree.remarks.set(node, { ...this.#tree.remarks.get(node), refused: why });
    this.#choice.changed();
  }

  counts(): ContentsCounts {
    return this.#choice.counts();
  }

  answer(query: ContentsQuery): ContentsAnswer {
    if (query.kind === 'choose') {
      this.#choice.choose(this.#nodesOf(query.what), query.chosen);
      return { counts: this.counts(), total: 0, rows: [], selection: this.#choice.selection() };
    }
    const lines = this.#linesOf(query);
    const rows = lines.slice(query.offset, query.offset + query.limit);
    const open = new Set(query.open);
    const answered = rows.map((line) => this.#row(line, query.search !== '', open));
    return { counts: this.counts(), total: lines.length, rows: answered, selection: [] };
  }

  #nodesOf(what: Extract<ContentsQuery, { kind: 'choose' }>['what']): Iterable<number> | undefined {
    if ('nodes' in what) return what.nodes.filter((node) => node > ROOT && node < this.#tree.size);
    return what.found === '' ? undefined : this.#found(what.found);
  }

  #linesOf({ search, open }: Extract<ContentsQuery, { kind: 'page' }>): readonly Line[] {
    const key = `${this.#tree.size}/${search}/${open.join()}`;
    if (this.#lines?.key === key) return this.#lines.lines;
    const lines = search === '' ? this.#shown(new Set(open)) : this.#foundLines(search);
    this.#lines = { key, lines };
    return lines;
  }

  #foundLines(search: string): Line[] {
    const found = this.#found(search);
    return found.map((node, index) => ({ node, level: 1, place: index + 1, siblings: found.length }));
  }

  /** Searches in names, or in paths if the search contains a slash. */
  #found(search: string): number[] {
    const wanted = search.toLowerCase();
    const byPath = wanted.includes('/');
    const found: number[] = [];
    for (let node = 1; node < this.#tree.size; node++) {
      const text = byPath ? this.#tree.pathOf(node) : (this.#tree.names[node] ?? '');
      if (this.#tree.kindOf(node) !== 'input' && text.toLowerCase().includes(wanted)) found.push(node);
    }
    return found;
  }

  /** The rows of the tree that are visible with these folders open. */
  #shown(open: ReadonlySet<number>): Line[] {
    const lines: Line[] = [];
    const visit = (parent: number, level: number): void => {
      const nodes = this.#childrenOf(parent);
      for (const [index, node] of nodes.entries()) {
        lines.push({ node, level, place: index + 1, siblings: nodes.length });
        if (open.has(node)) visit(node, level + 1);
      }
    };
    visit(ROOT, 1);
    return lines;
  }

  /** Folders first, then by name. */
  #childrenOf(parent: number): readonly number[] {
    const nodes = this.#tree.childrenOf(parent);
    const known = this.#sorted.get(parent);
    if (known?.count === nodes.length) return known.nodes;
    const names = this.#tree.names;
    const isFile = (node: number) => (this.#tree.hasChildren(node) || this.#tree.kindOf(node) === 'folder' ? 0 : 1);
    const sorted =
      nodes.length > MAX_SORTED
        ? nodes
        : nodes.toSorted(
            (a, b) => isFile(a) - isFile(b) || this.#collator.compare(names[a] ?? '', names[b] ?? '') || a - b,
          );
    this.#sorted.set(parent, { count: nodes.length, nodes: sorted });
    return sorted;
  }

  #row({ node, level, place, siblings }: Line, isFound: boolean, open: ReadonlySet<number>): ContentsRow {
    const tree = this.#tree;
    const { from = null, refused = null, warning = null } = tree.remarks.get(node) ?? {};
    return {
      node,
      name: isFound ? tree.pathOf(node) : (tree.names[node] ?? ''),
      kind: tree.kindOf(node),
      level,
      place,
      siblings,
      open: isFound || !tree.hasChildren(node) ? null : open.has(node),
      size: tree.sizes[node] ?? 0,
      packedSize: tree.packedSizes[node] ?? null,
      mtime: tree.mtimes[node] ?? null,
      encrypted: tree.isLocked(node),
      chosen: this.#choice.stateOf(node),
      fate: tree.fateOf(node),
      from,
      refused,
      warning,
    };
  }
}
