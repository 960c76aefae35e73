// Redis behind TLS, with an authority of one's own and a password.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { BrokenExecutorError } from '../index.ts';
import { QueueExecutor, type QueueExecutorOptions } from '../queue.ts';
import { Program, QUEUE_TASKS } from '../testing/queue-processes.ts';
import { RedisServer } from '../testing/redis-server.ts';

type Tasks = typeof import('../testing/tasks.ts');

const WORKER = fileURLToPath(new URL('./bin/futures-worker.ts', import.meta.url));
const PASSWORD = 'p@ss/word';
/** By its number: not every container knows the name. */
/** On Linux an address of this process: a port that is free stays so until Redis has it. */
const HOST = process.platform === 'linux' ? `127.${process.pid & 0xff}.${(process.pid >> 8) & 0xff}.7` : '127.0.0.1';

const folder = mkdtempSync(join(tmpdir(), 'futures-tls-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(name: string): string {
  return join(folder, name);
}

/** An authority, and a certificate of it for this machine. */
function makeCertificates(): void {
  const make = (name: string, ...more: string[]) => {
    const key = [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-keyout',
      fileOf(`${name}.key`),
    ];
    const args = ['req', '-x509', ...key, '-out', fileOf(`${name}.crt`), '-days', '2', ...more];
    execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  };
  make('ca', '-subj', '/CN=An authority of our own');
  const signed = ['-CA', fileOf('ca.crt'), '-CAkey', fileOf('ca.key')];
  make('redis', '-subj', '/CN=redis', '-addext', `subjectAltName=IP:${HOST}`, ...signed);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('a submitter and a worker reach Redis by rediss:// when they know its authority; a stranger is told why not', async () => {
  makeCertificates();
  const port = await freePort();
  const files = ['--tls-cert-file', fileOf('redis.crt'), '--tls-key-file', fileOf('redis.key')];
  const tls = [
    '--bind',
    HOST,
    '--tls-port',
    String(port),
    ...files,
    '--tls-ca-cert-file',
    fileOf('ca.crt'),
    '--tls-auth-clients',
    'no',
  ];
  await using _server = new RedisServer([...tls, '--requirepass', PASSWORD]);
  const queue = randomUUID();
  const submitter = (connection: QueueExecutorOptions['connection'], startTimeout?: number) =>
    new QueueExecutor<Tasks>(QUEUE_TASKS, { connection, queue, startTimeout });

  // This process knows the authority by an option, the worker by Node's variable.
  const url = `rediss://:${encodeURIComponent(PASSWORD)}@${HOST}:${port}`;
  const where = ['--tasks', fileURLToPath(QUEUE_TASKS), '--queue', queue, '--concurrency', '1'];
  await using worker = new Program(WORKER, where, { REDIS_URL: url, NODE_EXTRA_CA_CERTS: fileOf('ca.crt') });
  const ca = readFileSync(fileOf('ca.crt'));
  const connection = { host: HOST, port, password: PASSWORD, tls: { ca } };
  await using executor = submitter(connection);
  expect(await executor.submit('add', 1, 2)).toBe(3);
  expect(await worker.nextLine()).toContain(`rediss://${HOST}:${port}`);

  await using stranger = submitter(url, 500);
  const error = (await stranger.submit('add', 1, 2).exception()) as Error;
  expect(error).toBeInstanceOf(BrokenExecutorError);
  expect(error.message).toMatch(/did not answer within 500 ms \(startTimeout\): .*(certificate|issuer)/);
  expect(error.message).not.toContain('word');
});
