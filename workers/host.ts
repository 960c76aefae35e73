// The host process: plain Node, started by main with an IPC channel. argv[2] holds its HostSettings as JSON.
import { createExecutor, createIsolatedExecutor, createPictureExecutor } from './host/create-executor.ts';
import { Executors } from './host/executors.ts';
import { JobHost } from './host/job-host.ts';
import * as registry from './jobs/registry.ts';
import type { FromHost, HostSettings, ToHost } from './protocol.ts';

/** How long jobs have to remove their unfinished files after main has ended, in milliseconds. */
const MAX_SHUTDOWN_MS = 2_000;

const settings: HostSettings = JSON.parse(process.argv[2] ?? '');
const host = new JobHost({
  registry,
  executors: new Executors(settings, createExecutor),
  alone: createIsolatedExecutor,
  apart: createPictureExecutor,
  progressFolder: settings.progressFolder,
  rowsFolder: settings.rowsFolder,
  // Main writes what is printed here into the host's log.
  log: (line) => console.error(line),
  send: (message: FromHost) => {
    if (process.connected) process.send?.(message);
  },
});

async function exit(): Promise<void> {
  setTimeout(() => process.exit(1), MAX_SHUTDOWN_MS).unref();
  await host.close();
  process.exit(0);
}

process.on('message', (message: ToHost) => {
  if (message.kind === 'shutdown') void exit();
  else host.handle(message);
});
process.on('disconnect', () => {
  host.mainLost();
  void exit();
});
// Ctrl+C in a terminal reaches all processes of the group, but main decides what happens to the jobs.
process.on('SIGINT', () => {});

process.send?.({ kind: 'ready', pid: process.pid, node: process.versions.node } satisfies FromHost);
