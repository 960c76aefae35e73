// Keeps the store level with main: subscribe, then list, then newer revisions; list again when events stay away.
import type { DropmillApi, JobList, JobsChanged } from '../../../main/contract/api.ts';
import type { UserError } from '../../../main/contract/result.ts';
import { isEnded } from './job-states.ts';
import { useJobs } from './jobs-store.ts';

/** Milliseconds without an event, while work is under way, after which the list is fetched again. */
const MAX_SILENCE_MS = 3_000;

/** Connects for the life of the window. Returns the function that disconnects. */
export function connectJobs(
  api: Pick<DropmillApi, 'listJobs' | 'onJobsChanged'>,
  onError: (error: UserError) => void,
): () => void {
  const store = useJobs.getState();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let connected = true;

  const refresh = async () => {
    const list = await api.listJobs();
    if (!connected) return;
    if (list.ok) store.listed(list.value satisfies JobList);
    else onError(list.error);
    watch();
  };
  const watch = () => {
    clearTimeout(timer);
    if (connected && someActive()) timer = setTimeout(refresh, MAX_SILENCE_MS);
  };
  const unsubscribe = api.onJobsChanged((changed: JobsChanged) => {
    store.changed(changed);
    watch();
  });
  void refresh();
  return () => {
    connected = false;
    clearTimeout(timer);
    unsubscribe();
  };
}

function someActive(): boolean {
  return Object.values(useJobs.getState().records).some((record) => !isEnded(record.state));
}
