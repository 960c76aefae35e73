// The host as in workers/host.ts, but with workers that some files kill.
import { createExecutor, createIsolatedExecutor } from '../../../workers/host/create-executor.ts';
import { Executors } from '../../../workers/host/executors.ts';
import { JobHost } from '../../../workers/host/job-host.ts';
import * as registry from '../../../workers/jobs/registry.ts';
import type { FromHost, HostSettings, ToHost } from '../../../workers/protocol.ts';

const settings: HostSettings = JSON.parse(process.argv[2] ?? '');
const worker = new URL('../../../workers/host/fixtures/killer-worker.ts', import.meta.url);
const host = new JobHost({
  registry,
  executors: new Executors(settings, (now) => createExecutor(now, worker)),
  alone: () => createIsolatedExecutor(worker),
  progressFolder: settings.progressFolder,
  send: (message: FromHost) => process.send?.(message),
});
process.on('message', (message: ToHost) => {
  if (message.kind === 'shutdown') process.exit(0);
  else host.handle(message);
});
process.on('disconnect', () => process.exit(0));
process.send?.({ kind: 'ready', pid: process.pid, node: process.versions.node } satisfies FromHost);
