// Keeps which entries of a tree are chosen. Whether a folder is chosen follows from the entries in it.
import { formatRanges, parseRanges } from '../../jobs/entry-ranges.ts';
import type { NameFate } from '../../plan/name-fate.ts';
import type { ContentsCounts, ContentsRow } from '../../plan/plan-contents.ts';
import type { ContentsTree } from './contents-tree.ts';

export class ContentsChoice {
  readonly #tree: ContentsTree;
  /** What was chosen in an earlier plan of the same inputs, for each input. Undefined where everything was. */
  readonly #before: readonly ({ has(index: number): boolean } | undefined)[];
  #chosen = new Uint8Array(0);
  #known = 0;
  /** For each node: how many leaves below it can be chosen, and how many are chosen. */
  #below = new Uint32Array(0);
  #chosenBelow = new Uint32Array(0);
  #counted = false;
  #counts: ContentsCounts | undefined;

  /** @param selection as `selection()` returned it; empty for all */
  constructor(tree: ContentsTree, selection: readonly string[]) {
    this.#tree = tree;
    this.#before = selection.map(parseRanges);
  }

  /** @param nodes their descendants are included; undefined for all nodes */
  choose(nodes: Iterable<number> | undefined, chosen: boolean): void {
    this.#grow();
    const { parents, size } = this.#tree;
    const marked = new Uint8Array(size);
    if (!nodes) marked[0] = 1;
    else for (const node of nodes) marked[node] = 1;
    for (let node = 0; node < size; node++) {
      if (marked[node] === 0 && (marked[parents[node] ?? 0] === 0 || node === 0)) continue;
      marked[node] = 1;
      if (this.#isLeaf(node)) this.#chosen[node] = chosen ? 1 : 0;
    }
    this.changed();
  }

  /** Call this when an entry cannot be chosen any more, or when the fate of its name has changed. */
  changed(): void {
    this.#counted = false;
    this.#counts = undefined;
  }

  stateOf(node: number): ContentsRow['chosen'] {
    this.#count();
    const chosen = this.#chosenBelow[node] ?? 0;
    if (chosen === 0) return 'none';
    return chosen === this.#below[node] ? 'all' : 'some';
  }

  counts(): ContentsCounts {
    this.#grow();
    this.#counts ??= this.#sum();
    return this.#counts;
  }

  #sum(): ContentsCounts {
    const fates: Record<NameFate, number> = { new: 0, numbered: 0, replaces: 0, original: 0, skipped: 0 };
    const sum = { entries: 0, files: 0, bytes: 0, of: 0 };
    for (let node = 0; node < this.#tree.size; node++) {
      if (!this.#isLeaf(node)) continue;
      sum.of++;
      if (this.#chosen[node] === 0) continue;
      sum.entries++;
      if (this.#tree.kindOf(node) === 'folder') continue;
      sum.files++;
      sum.bytes += this.#tree.sizes[node] ?? 0;
      fates[this.#tree.fateOf(node)]++;
    }
    return { ...sum, fates };
  }

  /** Returns one line for each input, or none if everything is chosen. */
  selection(): readonly string[] {
    this.#count();
    const { entryCounts, inputs, indexes, size } = this.#tree;
    const wanted = entryCounts.map((count) => new Uint8Array(count));
    for (let node = 0; node < size; node++) {
      const index = indexes[node] ?? -1;
      // A folder is included with the entries in it, for its permissions and times. Refused entries are included so that the job reports them.
      if (index < 0 || !((this.#chosenBelow[node] ?? 0) > 0 || this.#tree.isRefused(node))) continue;
      const list = wanted[inputs[node] ?? 0];
      if (list) list[index] = 1;
    }
    // If the choice excludes nothing, only the options can exclude entries.
    if (this.#chosenBelow[0] === this.#below[0]) return [];
    return wanted.map((list) => formatRanges(numbersIn(list), list.length));
  }

  /** Whether a node can be chosen by itself: it is not refused and holds no others. */
  #isLeaf(node: number): boolean {
    return node !== 0 && !this.#tree.hasChildren(node) && !this.#tree.isRefused(node) && this.#hasEntry(node);
  }

  #hasEntry(node: number): boolean {
    return (this.#tree.indexes[node] ?? -1) >= 0;
  }

  /** Adds nodes that have come since. They are chosen if they were chosen before, or if everything is. */
  #grow(): void {
    const { size, indexes, inputs } = this.#tree;
    if (this.#known === size) return;
    const chosen = new Uint8Array(size);
    chosen.set(this.#chosen);
    for (let node = this.#known; node < size; node++) {
      chosen[node] = this.#before[inputs[node] ?? 0]?.has(indexes[node] ?? -1) === false ? 0 : 1;
    }
    this.#chosen = chosen;
    this.#known = size;
    this.changed();
  }

  #count(): void {
    this.#grow();
    if (this.#counted) return;
    const { size, parents } = this.#tree;
    const below = new Uint32Array(size);
    const chosen = new Uint32Array(size);
    for (let node = size - 1; node > 0; node--) {
      if (this.#isLeaf(node)) {
        below[node] = 1;
        chosen[node] = this.#chosen[node] ?? 0;
      }
      const parent = parents[node] ?? 0;
      below[parent] = (below[parent] ?? 0) + (below[node] ?? 0);
      chosen[parent] = (chosen[parent] ?? 0) + (chosen[node] ?? 0);
    }
    this.#below = below;
    this.#chosenBelow = chosen;
    this.#counted = true;
  }
}

function* numbersIn(list: Uint8Array): Generator<number> {
  for (const [index, wanted] of list.entries()) if (wanted === 1) yield index;
}
