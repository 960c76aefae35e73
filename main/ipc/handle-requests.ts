// The only entrance for requests: sender check, bounds, parse, handler, Result. Nothing is thrown across the border.
import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import type { z } from 'zod';
import { JobError, message, toUserError, type UserError } from '../../workers/jobs/user-error.ts';
import type { RequestName, Requests } from '../contract/api.ts';
import type { Result } from '../contract/result.ts';
import { refusal } from './request-bounds.ts';

/** How to parse each request's parameter. Bounds on sizes belong here. */
export type RequestSchemas = { readonly [K in RequestName]: z.ZodType<Requests[K]['params']> };

/** What answers each request. Handlers throw a JobError to refuse. */
export type RequestHandlers = {
  readonly [K in RequestName]: (
    params: Requests[K]['params'],
    sender: WebContents,
  ) => Requests[K]['value'] | Promise<Requests[K]['value']>;
};

/** Who may ask: the main frame of one of the app's own windows. A frame that is gone is null. */
export type SenderCheck = (frame: WebFrameMain | null, contents: WebContents) => boolean;

export function handleRequests(schemas: RequestSchemas, handlers: RequestHandlers, isTrusted: SenderCheck): void {
  for (const name of Object.keys(schemas) as RequestName[]) {
    ipcMain.handle(name, async (event, params: unknown): Promise<Result<unknown>> => {
      if (!isTrusted(event.senderFrame, event.sender)) return refuse(message('UNTRUSTED_SENDER'));
      const error = refusal(name, params);
      if (error) return refuse(error);
      return answer(schemas[name], handlers[name] as Handler, params, event.sender);
    });
  }
}

type Handler = (params: unknown, sender: WebContents) => unknown;

/** Parses and answers one request of a trusted sender. */
async function answer(
  schema: z.ZodType,
  handler: Handler,
  params: unknown,
  sender: WebContents,
): Promise<Result<unknown>> {
  const parsed = schema.safeParse(params);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const problem = `${issue?.path.join('.') || 'request'}: ${issue?.message ?? 'malformed'}`;
    return refuse(message('BAD_REQUEST', { problem }));
  }
  try {
    return { ok: true, value: await handler(parsed.data, sender) };
  } catch (error) {
    if (!(error instanceof JobError)) console.error(error);
    return { ok: false, error: toUserError(error) };
  }
}

function refuse(error: UserError): Result<never> {
  return { ok: false, error };
}
