// A regular expression as an automaton whose paths are what a backtracking engine may try: a search that starts at each place
// of the text, and every way through the expression from there.
import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { type Atom, type Kind, symbolsOf } from './symbols.ts';

export interface Automaton {
  /** By state and symbol: the states that follow. One that is named twice is reached in two ways. */
  readonly next: readonly (readonly (readonly number[])[])[];
  /** By state: whether the match is complete there whatever follows, so that nothing is tried after it. */
  readonly isComplete: readonly boolean[];
  /** By symbol: a character of this kind. */
  readonly examples: readonly string[];
}

/** What these match cannot be judged here: rewrite the expression. */
export class Unsupported extends Error {}

/** A count above this is taken for no bound at all. */
const MAX_COUNT = 64;

type Condition = (before: Kind, after: Kind) => boolean;
interface Edge {
  readonly to: number;
  /** Undefined: nothing is read. */
  readonly atom?: Atom;
  readonly condition?: Condition;
  /** Whether it begins the next round of a loop. */
  readonly isRound?: boolean;
}
/** A character is read into a place. */
interface Step {
  readonly into: number;
  readonly atom: Atom;
  readonly conditions: readonly Condition[];
}

/** Places between the characters of the expression, and how one gets from one to the next. */
class Places {
  readonly edges: Edge[][] = [];
  readonly atoms: Atom[] = [];
  readonly #isMultiline: boolean;

  constructor(isMultiline: boolean) {
    this.#isMultiline = isMultiline;
  }

  add(): number {
    return this.edges.push([]) - 1;
  }

  join(from: number, edge: Edge): void {
    this.edges[from]?.push(edge);
  }

  /** @returns the place after any of them */
  alternatives(all: readonly AST.Alternative[], from: number): number {
    const end = this.add();
    for (const { elements } of all) {
      const start = this.add();
      this.join(from, { to: start });
      this.join(
        elements.reduce((place, element) => this.element(element, place), start),
        { to: end },
      );
    }
    return end;
  }

  element(element: AST.Element, from: number): number {
    switch (element.type) {
      case 'Group':
      case 'CapturingGroup':
        return this.alternatives(element.alternatives, from);
      case 'Quantifier':
        return this.#repeated(element, from);
      case 'Assertion':
        return this.#assertion(element, from);
      case 'Backreference':
        throw new Unsupported('a backreference');
      default: {
        const to = this.add();
        this.atoms.push(element);
        this.join(from, { to, atom: element });
        return to;
      }
    }
  }

  #repeated({ element, min, max }: AST.Quantifier, from: number): number {
    const isEndless = max > MAX_COUNT;
    let place = from;
    for (let n = 0; n < Math.min(min, MAX_COUNT); n++) place = this.element(element, place);
    const end = this.add();
    if (isEndless) {
      const start = this.add();
      this.join(place, { to: start });
      this.join(this.element(element, start), { to: start, isRound: true });
      this.join(start, { to: end });
      return end;
    }
    for (let n = min; n < max; n++) {
      this.join(place, { to: end });
      place = this.element(element, place);
    }
    this.join(place, { to: end });
    return end;
  }

  #assertion(assertion: AST.Assertion, from: number): number {
    if (assertion.kind === 'lookbehind' && !isBounded(assertion)) throw new Unsupported('a lookbehind without bounds');
    const to = this.add();
    // What is tried there leads nowhere, and costs its steps.
    if (assertion.kind === 'lookahead') this.alternatives(assertion.alternatives, from);
    const condition = this.#conditionOf(assertion);
    this.join(from, { to, ...(condition && { condition }) });
    return to;
  }

  #conditionOf(assertion: AST.Assertion): Condition | undefined {
    const endsLine = (kind: Kind) => kind === 'edge' || (this.#isMultiline && kind === 'line-end');
    if (assertion.kind === 'start') return endsLine;
    if (assertion.kind === 'end') return (_, after) => endsLine(after);
    if (assertion.kind === 'word')
      return (before, after) => ((before === 'word') !== (after === 'word')) !== assertion.negate;
    return undefined;
  }

  /** All ways from a place to the next character. JavaScript gives up a round of a loop that has read nothing. */
  steps(from: number, conditions: readonly Condition[] = [], seen: readonly number[] = []): Step[] {
    const passed = [...seen, from];
    return (this.edges[from] ?? []).flatMap(({ to, atom, condition, isRound }): Step[] => {
      const all = condition ? [...conditions, condition] : conditions;
      if (atom) return [{ into: to, atom, conditions: all }];
      return isRound && passed.includes(to) ? [] : this.steps(to, all, passed);
    });
  }
}

function isBounded(node: AST.Assertion): boolean {
  return !/[*+]|\{\d+,\}/.test(node.raw);
}

/** @throws {Unsupported} */
export function automatonOf(source: string, flags: string): Automaton {
  const isUnicode = flags.includes('u');
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: isUnicode,
    unicodeSets: flags.includes('v'),
  });
  const places = new Places(flags.includes('m'));
  const start = places.add();
  const end = places.alternatives(pattern.alternatives, start);
  const symbols = symbolsOf(places.atoms, flags);
  // A state is a place and the kind of character that was read last. Place -1: the search has not begun yet.
  const numbers = new Map<string, number>();
  const states: { readonly place: number; readonly before: Kind }[] = [];
  const numberOf = (place: number, before: Kind) => {
    const key = `${place} ${before}`;
    const known = numbers.get(key) ?? states.push({ place, before }) - 1;
    numbers.set(key, known);
    return known;
  };
  numberOf(-1, 'edge');
  const next: (readonly number[])[][] = [];
  const isComplete: boolean[] = [];
  const stepsOf = new Map<number, readonly Step[]>();
  for (let state = 0; state < states.length; state++) {
    const { place = -1, before = 'edge' } = states[state] ?? {};
    const from = place === -1 ? start : place;
    const steps = stepsOf.get(from) ?? places.steps(from);
    stepsOf.set(from, steps);
    next[state] = symbols.all.map(({ kind }, symbol) => {
      const holds = steps.filter(
        ({ atom, conditions }) =>
          symbols.of(atom).includes(symbol) && conditions.every((condition) => condition(before, kind)),
      );
      const reached = holds.map(({ into }) => numberOf(into, kind));
      return place === -1 ? [numberOf(-1, kind), ...reached] : reached;
    });
    isComplete[state] = place !== -1 && reaches(places, from, end);
  }
  return { next, isComplete, examples: symbols.all.map(({ example }) => example) };
}

/** Whether the end is reached without reading or asking for anything. */
function reaches(places: Places, from: number, end: number, seen = new Set<number>()): boolean {
  if (from === end) return true;
  seen.add(from);
  const free = (places.edges[from] ?? []).filter(({ atom, condition, to }) => !atom && !condition && !seen.has(to));
  return free.some(({ to }) => reaches(places, to, end, seen));
}
