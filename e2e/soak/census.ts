// What a process holds: memory, threads, open files, handles, listeners.
import { readdirSync, readFileSync } from 'node:fs';
import type { Dropmill } from '../dropmill.ts';
import { hostPid, mainPid } from '../faults/app-control.ts';

export interface Holdings {
  /** Resident bytes. */
  readonly memory: number;
  /** Counts by name. */
  readonly threads: Readonly<Record<string, number>>;
  /** Open file descriptors. */
  readonly files: number;
}

export const PROCESSES = ['main', 'host', 'renderer'] as const;
export type ProcessName = (typeof PROCESSES)[number];

/** Process ids, which stay the same unless something is lost. */
export async function processIds(app: Dropmill): Promise<Readonly<Record<ProcessName, number>>> {
  const renderer = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  );
  return { main: mainPid(app), host: hostPid(app) ?? 0, renderer: renderer ?? 0 };
}

export function holdings(pid: number): Holdings {
  const [, pages = '0'] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ');
  return {
    memory: Number(pages) * 4096,
    threads: threads(pid),
    files: readdirSync(`/proc/${pid}/fd`).length,
  };
}

function threads(pid: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    const name = readFileSync(`/proc/${pid}/task/${task}/comm`, 'utf8').trim();
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Counts of main's handles by kind, and of listeners by emitter and event. */
export function mainsHoldings(app: Dropmill): Promise<Readonly<Record<string, number>>> {
  return app.electron.evaluate((electron) => {
    const counts: Record<string, number> = {};
    const add = (key: string, count: number) => {
      counts[key] = (counts[key] ?? 0) + count;
    };
    // Timers come and go with progress and are counted by nobody.
    for (const kind of process.getActiveResourcesInfo()) if (kind !== 'Timeout' && kind !== 'Immediate') add(kind, 1);
    const window = electron.BrowserWindow.getAllWindows()[0];
    const emitters = { app: electron.app, ipcMain: electron.ipcMain, process, window, contents: window?.webContents };
    for (const [name, emitter] of Object.entries(emitters)) {
      for (const event of emitter?.eventNames() ?? []) {
        add(`${name} ${String(event)}`, (emitter as NodeJS.EventEmitter).listenerCount(event));
      }
    }
    return counts;
  });
}
