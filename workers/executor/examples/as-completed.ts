// Page titles as they come; a Map leads from each Future to its address.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asCompleted, ThreadPoolExecutor } from '../index.ts';

export async function main(print: (line: string) => void): Promise<void> {
  await using server = await startServer();
  await using executor = new ThreadPoolExecutor<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url), {
    maxWorkers: 5,
  });

  const paths = ['/tea', '/coffee', '/missing'];
  const pathOf = new Map(paths.map((path) => [executor.submit('titleOf', server.address + path), path]));

  for await (const future of asCompleted(pathOf.keys(), { timeout: 10_000 })) {
    const path = pathOf.get(future);
    try {
      print(`${path}: ${await future.result()}`);
    } catch (error) {
      print(`${path} failed: ${error}`);
    }
  }
}

async function startServer() {
  const server = createServer(({ url = '' }, response) => {
    response.writeHead(url === '/missing' ? 404 : 200).end(`<title>All about ${url.slice(1)}</title>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

if (import.meta.main) await main(console.log);
