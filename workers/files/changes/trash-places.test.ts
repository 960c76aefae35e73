import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeInfo } from './trash-places.ts';

it("the note that Windows' recycle bin keeps beside a file goes with it", async () => {
  const bin = mkdtempSync(join(tmpdir(), 'dropmill-bin-'));
  try {
    for (const name of ['$RABC123.jpg', '$IABC123.jpg', '$IXYZ789.jpg']) writeFileSync(join(bin, name), '');
    await removeInfo(join(bin, '$RABC123.jpg'), 'win32');
    expect(readdirSync(bin).toSorted()).toEqual(['$IXYZ789.jpg', '$RABC123.jpg']);
  } finally {
    rmSync(bin, { recursive: true });
  }
});
