// How the steps of a backtracking engine grow with the text, judged by the automaton alone. The number of ways to read a text of n
// characters bounds the steps. It is exponential when a state comes back to itself in two ways by one word, and at least
// quadratic when a word leads from p to p, from p to q and from q to q (Weber and Seidl, "On the degree of ambiguity of finite
// automata", 1991). Else it is linear.
import { type Automaton, automatonOf, Unsupported } from './automaton.ts';

export type Growth =
  | { readonly kind: 'linear' }
  | { readonly kind: 'unknown'; readonly why: string }
  /** `word`: repeated, and then followed by what does not match, it makes the engine slow. */
  | { readonly kind: 'polynomial' | 'exponential'; readonly word: string };

export function growthOf({ source, flags }: RegExp): Growth {
  try {
    return growthOfAutomaton(automatonOf(source, flags));
  } catch (error) {
    if (error instanceof Unsupported) return { kind: 'unknown', why: error.message };
    throw error;
  }
}

function growthOfAutomaton(automaton: Automaton): Growth {
  const { next, isComplete } = automaton;
  const reachable = next.map((_, state) => reachableFrom(automaton, state));
  const loops = next.flatMap((_, state) => (reachable[state]?.has(state) ? state : []));
  const cycleOf = (state: number) =>
    new Set([...(reachable[state] ?? [])].filter((other) => reachable[other]?.has(state)));
  // Once a match is complete there, nothing else is tried.
  const ends = loops.filter((state) => !isComplete[state]);
  for (const p of ends) {
    const word = twoWaysBack(automaton, p, cycleOf(p));
    if (word !== undefined) return { kind: 'exponential', word };
  }
  for (const p of loops) {
    for (const q of ends) {
      if (p === q || !reachable[p]?.has(q)) continue;
      const between = new Set([...(reachable[p] ?? []), p].filter((state) => reachable[state]?.has(q)));
      const word = commonWord(automaton, [p, p, q], [p, q, q], [cycleOf(p), between, cycleOf(q)]);
      if (word !== undefined) return { kind: 'polynomial', word };
    }
  }
  return { kind: 'linear' };
}

/** States after at least one character. */
function reachableFrom({ next }: Automaton, from: number): ReadonlySet<number> {
  const found = new Set<number>();
  const queue = [from];
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    for (const to of (next[state] ?? []).flat()) {
      if (found.has(to)) continue;
      found.add(to);
      queue.push(to);
    }
  }
  return found;
}

/** A word that leads from p to p in two ways; undefined where there is none. */
function twoWaysBack(automaton: Automaton, p: number, cycle: ReadonlySet<number>): string | undefined {
  const { next, examples } = automaton;
  for (const state of cycle) {
    for (const [symbol, targets] of (next[state] ?? []).entries()) {
      const twice = targets.find((to, index) => cycle.has(to) && targets.indexOf(to) !== index);
      if (twice !== undefined) return examples[symbol] ?? '';
    }
  }
  for (const a of cycle) {
    for (const b of cycle) {
      if (a >= b) continue;
      const there = commonWord(automaton, [p, p], [a, b], [cycle, cycle]);
      const back = there === undefined ? undefined : commonWord(automaton, [a, b], [p, p], [cycle, cycle]);
      if (there !== undefined && back !== undefined) return there + back;
    }
  }
  return undefined;
}

/** The shortest word that leads each of several states to its goal, each among the states it may pass. */
function commonWord(
  { next, examples }: Automaton,
  from: readonly number[],
  to: readonly number[],
  among: readonly ReadonlySet<number>[],
): string | undefined {
  const goal = to.join();
  const seen = new Set<string>();
  let front: { readonly states: readonly number[]; readonly word: string }[] = [{ states: from, word: '' }];
  while (front.length > 0) {
    const following: typeof front = [];
    for (const { states, word } of front) {
      for (const [symbol, example] of examples.entries()) {
        const targets = states.map((state, n) => (next[state]?.[symbol] ?? []).filter((one) => among[n]?.has(one)));
        for (const reached of combinations(targets)) {
          const key = reached.join();
          if (key === goal) return word + example;
          if (seen.has(key)) continue;
          seen.add(key);
          following.push({ states: reached, word: word + example });
        }
      }
    }
    front = following;
  }
  return undefined;
}

function combinations(choices: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return choices.reduce<readonly (readonly number[])[]>(
    (all, choice) => all.flatMap((before) => choice.map((one) => [...before, one])),
    [[]],
  );
}
