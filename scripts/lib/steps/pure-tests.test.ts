import { expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { isPure, pureTests } from './pure-tests.mjs';

it('chooses what leaves its process as it was', () => {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'a/pure.test.ts': "import { expect } from 'vitest';",
    'a/starts.test.ts': "import { Worker } from 'node:worker_threads';",
    'a/node_modules/b.test.ts': '',
    'a/pure.ts': '',
  });
  expect(pureTests(folder, 'a/**/*.test.ts')).toEqual(['a/pure.test.ts']);
});

it.each(["vi.stubEnv('HOME', root)", "process.env.LANG = 'de'", "import { collector } from '../testing/collector.ts'"])(
  'sees what changes more: %s',
  (source) => {
    expect(isPure(source)).toBe(false);
  },
);
