import { describe, expect, it } from 'vitest';
import type { NamedFile } from '../../workers/files/output/output-file.ts';
import { earlierResults } from './earlier-results.ts';

const file = (path: string, from?: string): NamedFile => ({ path, dev: '1', ino: '1', size: 1, mtime: '1', from });
const job = (inputs: string[], base?: string) => ({
  id: 'a',
  type: 'any',
  inputs,
  options: {},
  ...(base !== undefined && { base }),
});

/** Paths of the results, with what they were made from. */
function found(inputs: string[], others: ReturnType<typeof job>[], made: NamedFile[]) {
  return earlierResults(inputs, others, () => made).map(({ path, from }) => [path, from]);
}

describe('the results that a job may come across', () => {
  it('are those whose originals are among its inputs', () => {
    const made = [file('/Trip/a-small.jpg', '/Trip/a.jpg'), file('/Trip/b-small.jpg', '/Trip/b.jpg')];
    const others = [job(['/Trip'])];
    expect(found(['/Trip'], others, made)).toHaveLength(2);
    expect(found(['/'], others, made)).toHaveLength(2);
    expect(found(['/Trip/a.jpg', '/Trip/a-small.jpg'], others, made)).toEqual([['/Trip/a-small.jpg', ['/Trip/a.jpg']]]);
    expect(found(['/Trip/a-small.jpg'], others, made)).toEqual([]);
    expect(found(['/Tripod'], others, made)).toEqual([]);
  });

  it('were made from all inputs of their job, where nothing says otherwise', () => {
    const made = [file('/Trip/Trip.zip')];
    expect(found(['/Trip'], [job(['/Trip/a', '/Trip/b'])], made)).toEqual([['/Trip/Trip.zip', ['/Trip/a', '/Trip/b']]]);
    expect(found(['/Trip/a'], [job(['/Trip/a', '/Trip/b'])], made)).toEqual([]);
    const many = Array.from({ length: 200 }, (_, n) => `/Trip/${n}`);
    expect(found(['/'], [job(many)], made)).toEqual([['/Trip/Trip.zip', ['/Trip']]]);
    expect(found(['/'], [job(many, '/Trip (resized)')], made)).toEqual([['/Trip/Trip.zip', ['/Trip (resized)']]]);
  });

  it('are not asked for of jobs that had nothing to do with these inputs', () => {
    const asked: string[] = [];
    earlierResults(['/Trip'], [job(['/Other'])], (id) => {
      asked.push(id);
      return [];
    });
    expect(asked).toEqual([]);
  });
});
