// Messages in the journal. Earlier versions wrote sentences in place of codes: they are shown as they are.
import { z } from 'zod';

/** A parameter may be a message, which has no parameters that are messages. */
const param = z.union([z.string(), z.number(), z.looseObject({ code: z.string() })]);
const params = z.record(z.string(), param);
const message = z.looseObject({ code: z.string(), params: params.optional() });

const oldError = z
  .object({ code: z.string(), message: z.string(), hint: z.string().optional() })
  .transform(({ code, message: text, hint = '' }) => ({ code, params: { text, hint } }));

const oldSkip = z
  .object({ path: z.string(), reason: z.string() })
  .transform(({ path, reason: text }) => ({ path, code: 'WORDED', params: { text } }));

const oldNote = z.string().transform((text) => ({ code: 'WORDED', params: { text } }));

export const keptError = z.union([oldError, message]);
export const keptSkip = z.union([oldSkip, message.extend({ path: z.string() })]);
export const keptNote = z.union([oldNote, message]);
