// A hundred values that are seldom sent: each arrives on every kind of executor as structuredClone makes it, or is refused by name.
import { describe, expect, test } from 'vitest';
import { NotCloneableError } from '../index.ts';
import {
  ALL_KINDS,
  EVERY_KIND,
  INLINE,
  type Kind,
  PROCESSES,
  QUEUE,
  QUEUES,
  sharing,
  THREADS,
} from '../testing/kinds.ts';
import { ODD_VALUES, oddValue } from '../testing/odd/odd-values.ts';
import { shapeOf } from '../testing/odd/shape.ts';

type Tasks = typeof import('../testing/odd/odd-value-tasks.ts');

const NAMES = Object.keys(ODD_VALUES);
const REFUSED = 'refused';

/** What stays within one process, and is refused by processes and queues. */
const ONLY_WITHIN_ONE_PROCESS = new Set([
  'shared bytes',
  'shared bytes that can grow',
  'a view of shared bytes',
  'a blob',
  'a file',
  'a secret key',
  'a public key',
  'a list of addresses',
  'an address',
  'a histogram',
  'a WebAssembly module',
]);

type Shapes = Readonly<Record<string, string>>;

/** What a function gives is awaited. */
const AWAITED: Shapes = {
  'a promise': '1',
  'a revoked proxy': "failed: TypeError: Cannot perform 'get' on a proxy that has been revoked",
};

/** Of a buffer of which there are only views, processes get the part that they show. */
const PARTS: Shapes = {
  'views of a part': shapeOf([new DataView(new ArrayBuffer(2)), new Uint8Array(3)]),
};

/** What cannot be cloned is thrown as a text, which shows more in one place than in another. */
const SHOWN = new Set(['a promise', 'a global object']);

const share = sharing<Tasks>('../testing/odd/odd-value-tasks.ts', { maxWorkers: 1 });

/** What structuredClone makes of them, where the kind takes them. */
function expected(kind: Kind): Shapes {
  const isApart = kind === PROCESSES || kind === QUEUE;
  return shapesOf((name) => {
    if (isApart && ONLY_WITHIN_ONE_PROCESS.has(name)) return REFUSED;
    if (isApart && PARTS[name]) return PARTS[name];
    try {
      return shapeOf(structuredClone(oddValue(name)));
    } catch {
      return REFUSED;
    }
  });
}

function shapesOf(shape: (name: string) => string): Shapes {
  return Object.fromEntries(NAMES.map((name) => [name, shape(name)]));
}

/** The shape of each that comes; an error other than a refusal fails the test. */
async function arriving(come: (name: string) => Promise<string>): Promise<Shapes> {
  const entries = NAMES.map(async (name) => {
    const shape = await come(name).catch((error: unknown) => {
      if (error instanceof NotCloneableError) return REFUSED;
      return `failed: ${String(error)}`;
    });
    return [name, shape] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

describe.each(EVERY_KIND)('the $kind', (kind) => {
  test('sends each as an argument', () =>
    share(kind, async (executor) => {
      expect(await arriving((name) => executor.submit('shape', oddValue(name)).result())).toEqual(expected(kind));
    }));

  test('brings each back as a result', () =>
    share(kind, async (executor) => {
      const given = await arriving(async (name) => shapeOf(await executor.submit('give', name)));
      expect(given).toEqual({ ...expected(kind), ...AWAITED });
    }));

  test('brings each as progress', () =>
    share(kind, async (executor) => {
      const reported = async (name: string) => {
        const future = executor.submit('report', name);
        const shapes: string[] = [];
        future.onProgress((value) => shapes.push(shapeOf(value)));
        await future;
        return String(shapes);
      };
      expect(await arriving(reported)).toEqual(expected(kind));
    }));
});

describe.each(ALL_KINDS)('the $kind', (kind) => {
  test('brings each as a value of a generator', () =>
    share(kind, async (executor) => {
      const first = async (name: string) => {
        await using stream = executor.stream('yieldIt', name);
        return shapeOf((await stream.next()).value);
      };
      expect(await arriving(first)).toEqual({ ...expected(kind), ...AWAITED });
    }));
});

describe('each that is thrown', () => {
  const thrown = (kind: Kind): Promise<Shapes> => {
    let shapes: Shapes = {};
    return share(kind, async (executor) => {
      shapes = await arriving(async (name) => shapeOf(await executor.submit('toss', name).exception()));
    }).then(() => shapes);
  };
  const inline = thrown(INLINE);

  test.each([THREADS, PROCESSES, ...QUEUES])(
    'comes from the $kind as it comes from the InlineExecutor',
    async (kind) => {
      const isLeftOut = (name: string) =>
        SHOWN.has(name) || (kind !== THREADS && (ONLY_WITHIN_ONE_PROCESS.has(name) || name in PARTS));
      const both = [await thrown(kind), await inline].map((shapes) =>
        Object.entries(shapes).filter(([name]) => !isLeftOut(name)),
      );
      expect(both[0]).toEqual(both[1]);
    },
  );
});
