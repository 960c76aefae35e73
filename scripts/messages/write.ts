import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { messagesPage } from './page.ts';

await writeFile(resolve(import.meta.dirname, '../../docs/messages.md'), await messagesPage());
