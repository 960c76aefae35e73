// The entries of archives as a tree. It can hold a million entries, because it keeps columns of numbers instead of objects.
import type { NameFate } from '../../plan/name-fate.ts';
import type { PlannedEntry } from '../../plan/plan-contents.ts';

export const ROOT = 0;
/** The index of a folder that no entry names. */
const NO_INDEX = -1;

const KINDS = ['file', 'folder', 'link', 'hardlink', 'special', 'input'] as const;
const FATES = ['new', 'numbered', 'replaces', 'original', 'skipped'] as const satisfies readonly NameFate[];
export type NodeKind = (typeof KINDS)[number];

/** Fields that only few entries have. */
export type Remark = Pick<PlannedEntry, 'from' | 'refused' | 'warning'>;

/** Nodes are numbered in the order in which they come; the parent of a node has a lower number. */
export class ContentsTree {
  readonly names: string[] = [''];
  readonly parents: number[] = [ROOT];
  readonly sizes: number[] = [0];
  readonly packedSizes: (number | null)[] = [null];
  readonly mtimes: (number | null)[] = [null];
  readonly #kinds: number[] = [KINDS.indexOf('folder')];
  readonly #fates: number[] = [0];
  readonly #locked: boolean[] = [false];
  /** For each node, the input that it is from and its index there. */
  readonly inputs: number[] = [0];
  readonly indexes: number[] = [NO_INDEX];
  readonly remarks = new Map<number, Remark>();
  readonly #children = new Map<number, number[]>([[ROOT, []]]);
  readonly #folders = new Map<number, Map<string, number>>();
  /** How many entries each input has, and the node that stands for it. */
  readonly entryCounts: number[] = [];
  readonly #tops: number[] = [];

  /** @param inputs names of the archives: if there are several, each gets a row of its own */
  constructor(inputs: readonly string[]) {
    for (const [input, name] of inputs.entries()) {
      this.entryCounts.push(0);
      this.#tops.push(inputs.length === 1 ? ROOT : this.#add(ROOT, name, 'input', input));
    }
  }

  get size(): number {
    return this.names.length;
  }

  /** @returns the number of its node */
  add(entry: PlannedEntry): number {
    const { input, index, path, kind, refused } = entry;
    this.entryCounts[input] = Math.max(this.entryCounts[input] ?? 0, index + 1);
    const top = this.#tops[input] ?? ROOT;
    // A refused entry has no place in the tree, as its name may lead anywhere.
    const parts = refused ? [path] : path.split('/').filter((part) => part !== '');
    const name = parts.pop() ?? path;
    let parent = top;
    for (const part of parts) parent = this.#folder(parent, part, input);
    const node =
      kind === 'folder' && !refused ? this.#folder(parent, name, input) : this.#add(parent, name, kind, input);
    this.indexes[node] = index;
    this.sizes[node] = kind === 'folder' ? 0 : entry.size;
    this.packedSizes[node] = entry.packedSize;
    this.mtimes[node] = entry.mtime;
    this.#locked[node] = entry.encrypted;
    if (entry.from !== undefined || refused || entry.warning) this.remarks.set(node, entry);
    return node;
  }

  kindOf(node: number): NodeKind {
    return KINDS[this.#kinds[node] ?? 0] ?? 'file';
  }

  fateOf(node: number): NameFate {
    return FATES[this.#fates[node] ?? 0] ?? 'new';
  }

  setFate(node: number, fate: NameFate): void {
    this.#fates[node] = FATES.indexOf(fate);
  }

  isLocked(node: number): boolean {
    return this.#locked[node] === true;
  }

  isRefused(node: number): boolean {
    return this.remarks.get(node)?.refused !== undefined;
  }

  /** In the order in which they came. */
  childrenOf(node: number): readonly number[] {
    return this.#children.get(node) ?? [];
  }

  /** Whether the node holds others. */
  hasChildren(node: number): boolean {
    return (this.#children.get(node)?.length ?? 0) > 0;
  }

  /** Its path below its input. */
  pathOf(node: number): string {
    const parts: string[] = [];
    for (let at = node; at !== ROOT && this.kindOf(at) !== 'input'; at = this.parents[at] ?? ROOT) {
      parts.unshift(this.names[at] ?? '');
    }
    return parts.join('/');
  }

  #folder(parent: number, name: string, input: number): number {
    let known = this.#folders.get(parent);
    if (!known) {
      known = new Map();
      this.#folders.set(parent, known);
    }
    const found = known.get(name);
    if (found !== undefined) return found;
    const node = this.#add(parent, name, 'folder', input);
    known.set(name, node);
    return node;
  }

  #add(parent: number, name: string, kind: NodeKind, input: number): number {
    const node = this.names.length;
    this.names.push(name);
    this.parents.push(parent);
    this.sizes.push(0);
    this.packedSizes.push(null);
    this.mtimes.push(null);
    this.#kinds.push(KINDS.indexOf(kind));
    this.#fates.push(0);
    this.#locked.push(false);
    this.inputs.push(input);
    this.indexes.push(NO_INDEX);
    const siblings = this.#children.get(parent);
    if (siblings) siblings.push(node);
    else this.#children.set(parent, [node]);
    return node;
  }
}
