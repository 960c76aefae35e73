// The command line words its messages in English, as all else that it prints.
import type { JobType } from '../jobs/job-type.ts';
import { messages as common } from '../messages/en.ts';
import { type Word, wordWith } from '../messages/word.ts';
import { formatBytes } from './format.ts';

/** Words for what is common to all jobs and for what a job type adds. */
export async function englishWords({ messages }: Pick<JobType<never, object>, 'messages'>): Promise<Word> {
  const own = await messages?.en();
  const format = { locale: 'en', number: grouped, bytes: formatBytes };
  return wordWith({ ...common, ...own?.messages }, format);
}

/** Small numbers, as most are, without the system's tables of languages, which take 10 ms to load. */
function grouped(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1000 ? String(value) : value.toLocaleString('en');
}
