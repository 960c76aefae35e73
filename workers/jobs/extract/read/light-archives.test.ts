// Small archives need no workers, unless they are unpacked in one call.
import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { oddTar } from '../testing/odd-tar.ts';
import { oddZip } from '../testing/odd-zip.ts';
import { TempFolder } from '../testing/run-extract.ts';
import { areLightArchives } from './light-archives.ts';

it('small zip and tar archives are light, large ones and those that 7-Zip reads are not', () => {
  using folder = new TempFolder();
  const small = { name: 'a', data: Buffer.from('hi') };
  const files = {
    'a.zip': oddZip({ entries: [small] }),
    'a.tar': oddTar([small]),
    'large.tar': oddTar([{ name: 'a', data: Buffer.alloc(9 << 20) }]),
    'a.7z': Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4]),
  };
  for (const [name, data] of Object.entries(files)) writeFileSync(folder.at(name), data);
  const light = Object.keys(files).filter((name) => areLightArchives([folder.at(name)]));
  expect(light).toEqual(['a.zip', 'a.tar']);
  expect(areLightArchives([folder.at('a.zip'), folder.at('a.7z')])).toBe(false);
});

it('what is not there is light: the job says so', () => {
  using folder = new TempFolder();
  expect(areLightArchives([folder.at('none.zip')])).toBe(true);
});
