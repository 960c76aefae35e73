// The sentences of what goes wrong, for the window.
import type { JobRegistry } from '../../workers/jobs/job-type.ts';
import { commonMessages } from '../../workers/messages/common.ts';
import type { Language } from '../../workers/messages/languages.ts';
import type { Catalogue } from '../../workers/messages/message.ts';

/** What all jobs share, and what each type adds. */
export async function messagesIn(language: Language, registry: JobRegistry): Promise<Catalogue> {
  const loaders = [commonMessages, ...Object.values(registry).flatMap(({ messages }) => messages ?? [])];
  const catalogues = await Promise.all(loaders.map((load) => load(language)));
  return Object.assign({}, ...catalogues.map(({ messages }) => messages));
}
