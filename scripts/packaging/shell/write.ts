// Writes what the deb puts beside the command `dropmill`: its man page and the completion of three shells.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completionScript, SHELLS } from '../../../workers/cli/completion.ts';
import * as jobTypes from '../../../workers/jobs/registry.ts';
import { manPage } from './man-page.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder to write to.');
mkdirSync(folder, { recursive: true });
for (const shell of SHELLS) writeFileSync(join(folder, `dropmill.${shell}`), await completionScript(shell, jobTypes));
writeFileSync(join(folder, 'dropmill.1'), await manPage(jobTypes));
