// The lines of a job's log of changes, and how they are parsed: everything that is read from a file is checked.
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { KEPT_FOLDER, PART_NAME } from '../output/part-name.ts';

const path = z.string().max(32_767).refine(isAbsolute);
const number = z.string().regex(/^-?[0-9]{1,24}$/);
const identity = z.object({ dev: number, ino: number, size: z.int().min(0), mtime: number });
const op = z.int().min(0);
/** How many changes are not settled, including this line. So the last line of a log tells whether there are any. */
const open = z.int().min(0);
const kept = z.string().regex(KEPT_FOLDER);
const part = z.string().regex(PART_NAME);

const replaceLine = z.object({
  k: z.literal('replace'),
  op,
  /** Path of the original. */
  path,
  was: identity,
  /** When it was made. With its number, this tells it from all other files, whatever is written to it. */
  born: number.optional(),
  /** Path that the result gets: the original's, or another one, which it has already. */
  name: path,
  /** Null if there is no result and the original only goes to the trash. */
  result: identity.nullable(),
  kept,
  open,
});
const endLine = z.object({
  k: z.literal('end'),
  op,
  /**
   * `deleted`: replaced on a disk without a trash. `left`: neither finished nor taken back, as something else has the name.
   * `restored`: taken back by an undo.
   */
  how: z.enum(['replaced', 'deleted', 'rolled-back', 'left', 'restored']),
  /** Where the original is now; null where that is not known. */
  where: path.nullable(),
  /** What it is by now, where a program that had it open has written to it. */
  is: identity.optional(),
  open,
});
const restoreLine = z.object({ k: z.literal('restore'), op, part, kept, open });
const undoneLine = z.object({ k: z.literal('undone'), paths: z.array(path).max(10_000), open });

const line = z.discriminatedUnion('k', [replaceLine, endLine, restoreLine, undoneLine]);

export type ReplaceLine = z.infer<typeof replaceLine>;
export type EndLine = z.infer<typeof endLine>;
export type RestoreLine = z.infer<typeof restoreLine>;
export type ChangeLine = z.infer<typeof line>;
/** A line as it is given to the log, which adds how many changes are open. */
export type NewLine = ChangeLine extends infer L ? (L extends ChangeLine ? Omit<L, 'open'> : never) : never;

/** Returns undefined for a text that is no such line: a crash may leave a line half written. */
export function parseChangeLine(text: string): ChangeLine | undefined {
  try {
    return line.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
