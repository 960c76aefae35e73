// What is in a dropped folder, by a short look: enough to suggest what it is for.
import { opendir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** So many files say what a folder is for. */
const MAX_FILES = 300;
/** So many folders are looked into, the upper ones first. */
const MAX_FOLDERS = 30;
/** A drive that answers slowly does not hold up the drop. In milliseconds. */
const MAX_MS = 2_000;

/**
 * How many of the first files in it have each extension, in lower case and without the dot. Never rejects.
 * @param late settles when the look has taken long enough: what was seen until then is the answer
 */
export async function lookInside(
  folder: string,
  late: Promise<unknown> = setTimeout(MAX_MS, undefined, { ref: false }),
): Promise<Record<string, number>> {
  const found = new Map<string, number>();
  const state = { files: 0, stopped: false };
  await Promise.race([walk(folder, found, state), late]);
  state.stopped = true;
  return Object.fromEntries(found);
}

async function walk(
  folder: string,
  found: Map<string, number>,
  state: { files: number; readonly stopped: boolean },
): Promise<void> {
  const queue = [folder];
  for (let next = 0; next < queue.length && next < MAX_FOLDERS; next++) {
    const entries = await opendir(queue[next] ?? '').catch(() => []);
    try {
      for await (const entry of entries) {
        if (state.stopped || state.files >= MAX_FILES) return;
        if (entry.name.startsWith('.')) continue;
        if (entry.isDirectory()) queue.push(join(queue[next] ?? '', entry.name));
        if (!entry.isFile()) continue;
        const extension = extname(entry.name).slice(1).toLowerCase();
        found.set(extension, (found.get(extension) ?? 0) + 1);
        state.files++;
      }
    } catch {
      // What cannot be read says nothing. Its job will tell.
    }
  }
}
