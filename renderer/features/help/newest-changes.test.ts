import { describe, expect, it } from 'vitest';
import changelog from '../../../CHANGELOG.md?raw';
import { newestChanges } from './newest-changes.ts';

describe('what is new', () => {
  it('is what the first version of the changelog lists, as plain text', () => {
    const text =
      '# Changelog\n\nAll of it.\n\n## 2.0.0\n\n- The first,\n  over two lines.\n- A [link](a.md) and `code`.\n\n## 1.0.0\n\n- Older.\n';
    expect(newestChanges(text)).toEqual(['The first, over two lines.', 'A link and code.']);
    expect(newestChanges('# Changelog\n')).toEqual([]);
  });

  it('is there in the changelog of the project', () => {
    const changes = newestChanges(changelog);
    expect(changes.length).toBeGreaterThan(3);
    expect(changes.filter((change) => /[`*[\]]|\s\s/.test(change))).toEqual([]);
  });
});
