// Every request answers with a Result; nothing is thrown across the border.
import type { UserError } from '../../workers/jobs/user-error.ts';
import type { Catalogue, Message } from '../../workers/messages/message.ts';

export type { Catalogue, Message, UserError };

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: UserError };
