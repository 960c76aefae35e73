// Turns messages into English sentences, as the command line prints English only.
import type { JobType } from '../jobs/job-type.ts';
import { messages as common } from '../messages/en/messages.ts';
import { type Word, wordWith } from '../messages/word.ts';
import { formatBytes } from './format.ts';

/** Returns the function for the messages of all jobs and of one job type. */
export async function englishWords({ messages }: Pick<JobType<never, object>, 'messages'>): Promise<Word> {
  const own = await messages?.('en');
  const format = { locale: 'en', number: grouped, bytes: formatBytes };
  return wordWith({ ...common, ...own?.messages }, format);
}

/** Small numbers, as most are, are formatted without the tables of languages, which take 10 ms to load. */
function grouped(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1000 ? String(value) : value.toLocaleString('en');
}
