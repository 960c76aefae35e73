// What the app's processes hold: threads, open files, handles, listeners, and what is left in memory after a collection.
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from '@playwright/test';
import { hostPid, mainPid } from '../faults/app-control.ts';
import { isAlive, kill } from '../faults/processes.ts';
import type { Dropmill } from '../running-app.ts';

export const PROCESSES = ['main', 'host', 'renderer'] as const;
export type ProcessName = (typeof PROCESSES)[number];

/** All of it is the same again when the same work is over, but for bytes, which caches of code add to. */
export interface Census {
  readonly bytes: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
}

/** Process ids, which stay the same unless something is lost. */
export async function processIds(app: Dropmill): Promise<Readonly<Record<ProcessName, number>>> {
  const renderer = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  return { main: mainPid(app), host: hostPid(app) ?? 0, renderer: renderer ?? 0 };
}

/** Resident bytes. */
export function residentBytes(pid: number): number {
  const [, pages = '0'] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
  return Number(pages) * 4096;
}

/** Has the app start its host again, with a probe in it that answers at the socket. */
export async function probeHost(app: Dropmill, socket: string): Promise<void> {
  const probe = new URL(`file://${resolve(import.meta.dirname, 'host-probe.mjs')}`);
  probe.searchParams.set('socket', socket);
  await app.electron.evaluate((_electron, url) => {
    const processes = process.getBuiltinModule('node:child_process');
    const { spawn } = processes;
    processes.spawn = ((program: string, args: string[], options: object) =>
      spawn(program, ['--import', url, ...args], options)) as typeof spawn;
  }, probe.href);
  await expect.poll(() => hostPid(app)).toBeDefined();
  const first = hostPid(app);
  kill(first, 'SIGKILL');
  await expect.poll(() => first !== undefined && isAlive(first)).toBe(false);
}

/** What all three processes hold together. */
export async function census(app: Dropmill, socket: string): Promise<Census> {
  const host = await censusOfHost(socket);
  const [main, page] = [await censusOfMain(app), await censusOfPage(app)];
  const pids = await processIds(app);
  const named = (name: string, values: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [`${name}: ${key}`, value]));
  return {
    bytes: { ...named('host', host.bytes), ...named('main', main.bytes), ...named('page', page.bytes) },
    counts: {
      ...named('host', { ...host.counts, ...ofProcess(pids.host) }),
      ...named('main', main.counts),
      ...named('page', page.counts),
    },
  };
}

async function censusOfHost(socket: string): Promise<Census> {
  const { bytes, counts, decoderMemory } = JSON.parse(await text(connect(socket)));
  return { bytes, counts: { ...counts, 'megabytes of libvips': decoderMemory } };
}

/** libvips lets idle threads end as it likes. */
function ofProcess(pid: number): Record<string, number> {
  const counts: Record<string, number> = { 'open files': readdirSync(`/proc/${pid}/fd`).length };
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    const name = `thread ${readFileSync(`/proc/${pid}/task/${task}/comm`, 'utf8').trim().replace(/\d+$/, '')}`;
    if (name !== 'thread libvips worker') counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function censusOfMain(app: Dropmill): Promise<Census> {
  return app.electron.evaluate(async (electron) => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void;
    for (let round = 0; round < 5; round++) {
      collect();
      await new Promise(setImmediate);
    }
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    const counts: Record<string, number> = {};
    const add = (key: string, count: number) => {
      counts[key] = (counts[key] ?? 0) + count;
    };
    for (const kind of process.getActiveResourcesInfo()) {
      // Timers come and go with progress; files are written in passing.
      if (!/^(Timeout|Immediate|FSReqPromise|FSReqCallback)$/.test(kind)) add(`handle ${kind}`, 1);
    }
    const window = electron.BrowserWindow.getAllWindows()[0];
    const emitters = { app: electron.app, ipcMain: electron.ipcMain, process, window, contents: window?.webContents };
    for (const [name, emitter] of Object.entries(emitters)) {
      for (const event of emitter?.eventNames() ?? []) {
        add(`${name} ${String(event)}`, (emitter as NodeJS.EventEmitter).listenerCount(event));
      }
    }
    return { bytes: { heapUsed, external, arrayBuffers }, counts };
  });
}

async function censusOfPage(app: Dropmill): Promise<Census> {
  const session = await app.page.context().newCDPSession(app.page);
  await session.send('Performance.enable');
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { bytes: { heapUsed: value('JSHeapUsedSize') }, counts: { documents: value('Documents') } };
}
