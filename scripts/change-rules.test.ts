// Files of the user's are renamed, replaced and removed by one class. Elsewhere these calls are for files of the app's own, and
// each place that has them is named here with what it is for.
import { expect, it } from 'vitest';
import { sourcesOf } from './lib/sources.ts';

/** What changes or removes what is on the disk already. */
const CALLS = /\b(?:rename|unlink|rm|link|copyFile|cp|truncate|ftruncate)(?:Sync)?\b/;
const FROM_FS = /from 'node:fs(?:\/promises)?'/;

const ALLOWED: Readonly<Record<string, string>> = {
  'workers/files/changes/change-calls.ts': 'what it calls',
  'workers/files/changes/file-changer.ts': 'its logs',
  'workers/files/changes/own-trash.ts': 'the trash of the command line',
  'workers/files/changes/trash-places.ts': 'the notes of the trash about what it holds',
  'workers/files/file-calls.ts': 'gives part files their names',
  'workers/files/output/remove-part.ts': 'removes part files and folders',
  'workers/jobs/extract/names/disk-names.ts': 'a probe file of its own',
  'workers/jobs/extract/write/new-tree.ts': 'inside the unfinished folder',
  'workers/jobs/extract/write/naming-calls.ts':
    'names what was extracted; what exists was replaced by `FileChanger` before',
  'workers/jobs/extract/write/remove-tree.ts': 'the unfinished folder',
  'workers/host/rows/kept-rows.ts': "rows of jobs that have ended, in the app's own folder",
  'workers/jobs/shared-folders.ts': 'a file of its own by which another computer knows a folder',
  'main/jobs/journal.ts': 'the journal of the app',
  'main/jobs/progress-folder.ts': 'journals of jobs at work',
  'main/logs/log-file.ts': 'log files',
  'main/settings/settings-file.ts': 'the settings file',
  'main/watch/watch-store.ts': 'the list of watched folders',
  'main/write-whole.ts': 'settings and watched folders, written whole',
};

/** Whether a file imports such a call, or all of node:fs and uses one. */
function changesFiles(text: string): boolean {
  const imports = text.match(/^import [^;]*;/gm) ?? [];
  const fromFs = imports.filter((line) => FROM_FS.test(line));
  const namespaces = fromFs.flatMap((line) => /^import (?:\* as )?(\w+)(?:,| from)/.exec(line)?.[1] ?? []);
  return (
    fromFs.some((line) => CALLS.test(line)) ||
    namespaces.some((name) => new RegExp(`\\b${name}\\.${CALLS.source}`).test(text))
  );
}

it('no other file than those that are named changes what is on the disk', () => {
  const found = ['main', 'workers']
    .flatMap((folder) => sourcesOf(folder, /\.tsx?$/))
    .filter(({ path, text }) => !path.includes('/examples/') && changesFiles(text))
    .map(({ path }) => path);
  expect(found.filter((path) => !(path in ALLOWED))).toEqual([]);
  expect(Object.keys(ALLOWED).filter((path) => !found.includes(path))).toEqual([]);
});

it.each([
  "import { renameSync } from 'node:fs';",
  "import { lstat, rm } from 'node:fs/promises';",
  "import fs from 'node:fs';\nfs.unlinkSync(path);",
  "import * as fs from 'node:fs/promises';\nawait fs.rename(a, b);",
])('finds %j', (text) => {
  expect(changesFiles(text)).toBe(true);
});
