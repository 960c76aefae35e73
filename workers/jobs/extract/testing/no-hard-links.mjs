// Loaded into Node before all else (`--import`): hard links are refused with the code behind `?`, as on FAT and exFAT.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const code = new URL(import.meta.url).search.slice(1);

Object.assign(fs, {
  linkSync() {
    throw Object.assign(new Error(`${code}: refused, link`), { code, syscall: 'link' });
  },
});
syncBuiltinESMExports();
