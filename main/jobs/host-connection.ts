// Starts the host, watches it, and starts it again when it ends by itself.
import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import type { FromHost, HostSettings, ToHost } from '../../workers/protocol.ts';

export interface HostParts {
  /** Absolute path of the Node binary that the app brings. */
  readonly node: string;
  /** Absolute path of the built `host.js`. */
  readonly script: string;
  readonly settings: HostSettings;
  readonly onMessage: (message: FromHost) => void;
  /** The host ended without being asked to. A new one has been started when this is called. */
  readonly onLost: (how: string) => void;
  readonly log: (line: string) => void;
}

/** A host that dies this soon after its start is not started again by itself, in milliseconds. */
const TOO_SOON = 1_000;

export class HostConnection {
  readonly #parts: HostParts;
  #child: ChildProcess | undefined;
  #closing = false;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  /** The host's process id while it runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Sends a message, starting the host when there is none. */
  send(message: ToHost): void {
    this.#child ??= this.#start();
    this.#child.send(message, (error) => {
      if (error) this.#parts.log(`host: message ${message.kind} was not delivered: ${error.message}`);
    });
  }

  /** Starts the host ahead of the first job. */
  warmUp(): void {
    this.#child ??= this.#start();
  }

  /** Lets the host cancel what runs and remove unfinished files; ends it after `timeout` milliseconds at the latest. */
  async close(timeout = 3_000): Promise<void> {
    const child = this.#child;
    this.#closing = true;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.send({ kind: 'shutdown' } satisfies ToHost, () => {});
    const timer = setTimeout(() => child.kill('SIGKILL'), timeout);
    await exited;
    clearTimeout(timer);
  }

  #start(): ChildProcess {
    const { node, script, settings, onMessage, log } = this.#parts;
    const started = performance.now();
    const child = spawn(node, [script, JSON.stringify(settings)], {
      env: hostEnvironment(settings.workers),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      windowsHide: true,
    });
    lowerPriority(child, log);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface(stream).on('line', (line) => log(`host: ${line}`));
    }
    child.on('message', (message) => onMessage(message as FromHost));
    child.on('error', (error) => this.#lost(child, error.message, true));
    child.on('exit', (code, signal) => {
      this.#lost(child, signal ? `signal ${signal}` : `exit status ${code}`, performance.now() - started < TOO_SOON);
    });
    return child;
  }

  #lost(child: ChildProcess, how: string, soon: boolean): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    if (this.#closing) return;
    this.#parts.log(`host ended: ${how}`);
    if (!soon) this.warmUp();
    this.#parts.onLost(how);
  }
}

/**
 * One libuv pool serves all worker threads of a process; with the default of 4, pictures queue behind each other
 * and behind every file system call.
 */
function hostEnvironment(workers: number): NodeJS.ProcessEnv {
  const { NODE_OPTIONS, ELECTRON_RUN_AS_NODE, ...env } = process.env;
  return { ...env, UV_THREADPOOL_SIZE: String(workers + 4) };
}

/** Below the window, so that frames come first while all cores are busy (docs/adr/0001-plain-node-host.md). */
function lowerPriority(child: ChildProcess, log: (line: string) => void): void {
  if (child.pid === undefined) return;
  try {
    setPriority(child.pid, constants.priority.PRIORITY_LOW);
  } catch (error) {
    log(`host: its priority could not be lowered: ${String(error)}`);
  }
}
