// A lock that all programs of this computer see: a name that the system gives to one socket at a time, and takes back when its program
// ends, however it ends. On Linux the name is an abstract one, on Windows that of a pipe; neither leaves a file behind.
import type { Server, Socket } from 'node:net';
import { platform } from '../files/system.ts';

export interface ClaimLock {
  release(): Promise<void>;
}

/**
 * @param onWaiting called for each program that waits for it
 * @returns undefined when another program has it. Where the system has no such names, all have it
 */
export async function lockClaim(key: string, onWaiting: () => void = () => {}): Promise<ClaimLock | undefined> {
  const path = lockName(key);
  if (path === undefined) return FREE;
  const { createServer } = await import('node:net');
  // Those who wait for it are connected, and hear of the end by being cut off.
  const waiting = new Set<Socket>();
  const server = createServer((socket) => {
    waiting.add(socket.unref().on('error', () => {}));
    socket.on('close', () => waiting.delete(socket));
    onWaiting();
  });
  const problem = await listening(server, path);
  if (problem) return problem.code === 'EADDRINUSE' ? undefined : FREE;
  server.unref();
  return {
    release: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of waiting) socket.destroy();
      }),
  };
}

/** Resolves when the program that has the lock gives it back or ends; at once where none has it. */
export async function claimReleased(key: string): Promise<void> {
  const path = lockName(key);
  if (path === undefined) return;
  const { connect } = await import('node:net');
  const { promise, resolve } = Promise.withResolvers<void>();
  connect(path)
    .on('error', () => resolve())
    .on('close', () => resolve())
    .resume();
  await promise;
}

const FREE: ClaimLock = { release: async () => {} };

function lockName(key: string): string | undefined {
  const name = `dropmill-claim-${key}`;
  if (platform === 'linux') return `\0${name}`;
  return platform === 'win32' ? `\\\\.\\pipe\\${name}` : undefined;
}

function listening(server: Server, path: string): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve).listen({ path, exclusive: true }, () => resolve(undefined));
  });
}
