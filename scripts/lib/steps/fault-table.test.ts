import { describe, expect, it } from 'vitest';
import { readReport, renewTable } from './fault-table.mjs';

const row = (name: string, tried: number) => ({ row: name, outcome: 'it goes on', tried, survived: tried });
const document = '# Title\n\n<!-- faults: written by npm run faults -->\n<!-- end of faults -->\n\nThe end.\n';

describe('the fault table', () => {
  it('gets new rows at its end and keeps what did not run', () => {
    const first = renewTable(document, [row('a', 1), row('b', 2)]);
    const second = renewTable(first, [row('c', 4), row('a', 3)]);
    expect(second).toContain('| a | it goes on | 3 | 3 |\n| b | it goes on | 2 | 2 |\n| c | it goes on | 4 | 4 |\n');
    expect(second.startsWith('# Title\n\n')).toBe(true);
    expect(second.endsWith('\nThe end.\n')).toBe(true);
    expect(renewTable(second, [])).toBe(second);
  });

  it('has no row for what was not tried', () => {
    expect(readReport(`${JSON.stringify(row('a', 0))}\n${JSON.stringify(row('b', 1))}\n`)).toEqual([row('b', 1)]);
  });
});
