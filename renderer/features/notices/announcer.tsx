// Tells screen readers what is announced, and which jobs have ended: several at once in one sentence.
import { useEffect } from 'react';
import type { JobRecord } from '../../../main/contract/jobs.ts';
import spoken from '../../components/spoken.module.css';
import { useWords, type Words } from '../../i18n/use-words.ts';
import { isIncomplete } from '../../stores/jobs/job-states.ts';
import { resultOf } from '../../stores/jobs/jobs-state.ts';
import { useJobs } from '../../stores/jobs/jobs-store.ts';
import { announce, useLive } from '../../stores/live-store.ts';
import { stateText } from '../job-list/job-texts.ts';
import { endedBetween } from './announcements.ts';

/** Milliseconds during which ends are gathered into one sentence. */
const GATHER_MS = 800;

export function Announcer() {
  const words = useWords();
  const text = useLive((state) => state.text);
  useEffect(() => {
    let gathered: JobRecord[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const speak = () => {
      announce(sentence(words, gathered));
      gathered = [];
      timer = undefined;
    };
    const unsubscribe = useJobs.subscribe((after, before) => {
      if (after.records === before.records) return;
      const ended = endedBetween(before.records, after.records);
      if (ended.length === 0) return;
      gathered.push(...ended);
      timer ??= setTimeout(speak, GATHER_MS);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [words]);
  return (
    <div role="status" aria-live="polite" className={spoken.spoken}>
      {text}
    </div>
  );
}

function sentence(words: Words, ended: readonly JobRecord[]): string {
  const { t, format } = words;
  const [only] = ended;
  if (ended.length === 1 && only) {
    return t('live.ended', { title: only.title, state: stateText(words, resultOf(only, only.state)) });
  }
  const problems = ended.filter((record) => record.state === 'failed' || isIncomplete(record)).length;
  const formatted = format.count(ended.length);
  if (problems === 0) return t('live.many', { formatted });
  return t('live.manyProblems', { formatted, problems: format.count(problems) });
}
