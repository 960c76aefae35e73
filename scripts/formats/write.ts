import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { picturesPage } from './page.ts';

await writeFile(resolve(import.meta.dirname, '../../docs/pictures.md'), picturesPage());
