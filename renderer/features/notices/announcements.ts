// What a screen reader says about jobs that have ended. Pure; announcer.tsx says it.
import type { JobRecord } from '../../../main/contract/jobs.ts';
import { isEnded } from '../../stores/jobs/job-states.ts';

type Records = Readonly<Record<string, JobRecord>>;

/** Jobs that were under way before and have ended since. A job seen for the first time is no news. */
export function endedBetween(before: Records, after: Records): JobRecord[] {
  return Object.values(before).flatMap((record) => {
    const now = after[record.id];
    return now && !isEnded(record.state) && isEnded(now.state) ? [now] : [];
  });
}
