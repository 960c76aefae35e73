// A lock between all programs on this computer. It is the name of a socket: the system gives a name to one socket at a time, and frees it
// when the program ends, however it ends. Linux uses abstract names, Windows names of pipes; neither leaves a file behind.
import type { Server, Socket } from 'node:net';
import { platform } from '../files/system.ts';

export interface ClaimLock {
  release(): Promise<void>;
}

/**
 * @param onWaiting called for each program that waits for the lock
 * @returns undefined when another program has the lock. On a system without such names, everybody gets it
 */
export async function lockClaim(key: string, onWaiting: () => void = () => {}): Promise<ClaimLock | undefined> {
  const path = lockName(key);
  if (path === undefined) return FREE;
  const { createServer } = await import('node:net');
  // Programs that wait for the lock are connected to the socket, and notice its end because their connection ends.
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

/** Resolves when the program that has the lock releases it or ends; at once if no program has it. */
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
