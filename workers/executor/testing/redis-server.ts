// A Redis server of the test's own, on a socket in a folder of its own. It keeps what it was told in an append-only file.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class RedisServer implements AsyncDisposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'futures-redis-'));
  readonly #options: readonly string[];
  #process: ChildProcess;
  #guard: ChildProcess;

  /** @param options on top of those that it needs: `['--requirepass', 'secret']` */
  constructor(options: readonly string[] = []) {
    this.#options = options;
    [this.#process, this.#guard] = this.#spawn();
  }

  /** Where it is or will be in a moment: those who connect try until it answers. */
  get connection(): string {
    return `unix://${this.#socket}`;
  }

  get #socket(): string {
    return join(this.#folder, 'redis.sock');
  }

  /** Kills it as a power cut does, but for what the disk already has, and starts it again. */
  async killAndRestart(): Promise<void> {
    await this.kill();
    this.#guard.kill('SIGKILL');
    [this.#process, this.#guard] = this.#spawn();
  }

  async kill(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await ended;
  }

  /** Lets it answer nobody any more. */
  suspend(): void {
    this.#process.kill('SIGSTOP');
  }

  /** Lets it answer nobody for so many milliseconds. */
  async stopFor(ms: number): Promise<void> {
    this.suspend();
    await new Promise((resolve) => setTimeout(resolve, ms));
    this.#process.kill('SIGCONT');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) await this.kill();
    this.#guard.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #spawn(): [server: ChildProcess, guard: ChildProcess] {
    const network = ['--port', '0', '--unixsocket', this.#socket, '--dir', this.#folder];
    const disk = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec'];
    const child = spawn('redis-server', [...network, ...disk, ...this.#options], { stdio: 'ignore' });
    child.unref();
    return [child, this.#startGuard(child.pid ?? 0)];
  }

  /** Ends a server when this process ends, however that happens: vitest ends its workers by a signal. */
  #startGuard(pid: number): ChildProcess {
    const script = 'read -r _; kill -9 "$1"; rm -rf "$2"'; // it reads until its input ends
    const guard = spawn('sh', ['-c', script, 'sh', String(pid), this.#folder], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    });
    guard.unref();
    if (guard.stdin instanceof Socket) guard.stdin.unref();
    return guard;
  }
}
