// Starts the host, watches it, and starts it again when it ends by itself.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { HOST_HEAP_FLAGS } from '../../workers/heap.ts';
import { message } from '../../workers/jobs/user-error.ts';
import type { Message } from '../../workers/messages/message.ts';
import type { FromHost, HostSettings, ToHost } from '../../workers/protocol.ts';
import { hostEnvironment } from './host-environment.ts';
import { HAS_GROUPS, HostPriority, type Priority } from './host-priority.ts';
import { HostWatch, usualBounds, type WatchBounds } from './host-watch.ts';

/** What the host runs its tasks on, and how much of the machine it may take from other programs. */
export interface ConnectionSettings extends HostSettings {
  readonly priority: Priority;
}

export interface HostParts {
  /** Absolute path of the Node binary that the app brings. */
  readonly node: string;
  /** Absolute path of the built `host.js`. */
  readonly script: string;
  readonly settings: ConnectionSettings;
  /** Folder of the journals of jobs at work; none are kept without. */
  readonly progressFolder?: string;
  readonly rowsFolder?: string;
  readonly onMessage: (message: FromHost) => void;
  /** The host ended without being asked to. A new one has been started when this is called. */
  readonly onLost: (how: Message) => void;
  readonly log: (line: string) => void;
  /**
   * Gets each line that the host prints.
   * @default log
   */
  readonly output?: (line: string) => void;
  /** When the host counts as hung or as too large. @default usualBounds() */
  readonly bounds?: WatchBounds;
  /** How long the window counts as in use after the last input, in milliseconds. @default IN_USE_MS */
  readonly inUseMs?: number;
}

/** A host that dies this soon after its start is not started again by itself, in milliseconds. */
const TOO_SOON_MS = 1_000;

export class HostConnection {
  readonly #parts: HostParts;
  readonly #watch: HostWatch;
  #child: ChildProcess | undefined;
  #priority: HostPriority | undefined;
  #closing = false;
  /** Jobs that the host was given and has not ended: it is watched while there are any. */
  readonly #atWork = new Set<string>();
  /** Why the host is being ended, when that is our doing. */
  #trouble: Message | undefined;
  #settings: ConnectionSettings;
  /** What the present host was started with. */
  #startedWith: ConnectionSettings;

  constructor(parts: HostParts) {
    this.#parts = parts;
    this.#settings = parts.settings;
    this.#startedWith = parts.settings;
    const bounds = parts.bounds ?? usualBounds();
    const ping: ToHost = { kind: 'ping', mostMemory: bounds.mostMemory };
    this.#watch = new HostWatch({
      bounds,
      ask: () => this.#child?.send(ping, () => {}),
      onTrouble: (why) => this.#giveUp(why),
    });
  }

  /** Holds for the jobs that are started from now on. */
  configure(settings: ConnectionSettings): void {
    this.#settings = settings;
    const { executor, workers } = settings;
    if (this.#child) this.send({ kind: 'configure', settings: { executor, workers } });
  }

  /** The host's process id while it runs. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Somebody uses the window: a host of low priority gives way to it for a while. Cheap. */
  windowUsed(): void {
    this.#priority?.windowUsed();
  }

  /** Sends a message, starting the host when there is none. */
  send(message: ToHost): void {
    if (message.kind === 'start') this.#renewIfStale();
    this.#child ??= this.#start();
    if (message.kind === 'start') {
      this.#atWork.add(message.job.id);
      this.#watch.start();
    }
    this.#child.send(message, (error) => {
      if (error) this.#parts.log(`host: message ${message.kind} was not delivered: ${error.message}`);
    });
  }

  /** Starts the host ahead of the first job, unless all is being closed. */
  warmUp(): void {
    if (this.#closing) return;
    this.#child ??= this.#start();
  }

  /** Lets the host cancel what runs and remove unfinished files; ends it after `timeout` milliseconds at the latest. */
  async close(timeout = 3_000): Promise<void> {
    const child = this.#child;
    this.#closing = true;
    this.#watch.stop();
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.send({ kind: 'shutdown' } satisfies ToHost, () => {});
    const timer = setTimeout(() => child.kill('SIGKILL'), timeout);
    await exited;
    clearTimeout(timer);
  }

  /**
   * A process cannot have its priority raised again, nor its libuv pool widened: an idle host makes way for a new one,
   * and with it go the rows of what it has done.
   */
  #renewIfStale(): void {
    const { priority, workers } = this.#startedWith;
    const stale = priority !== this.#settings.priority || this.#settings.workers > workers;
    if (!this.#child || !stale || this.#atWork.size > 0) return;
    const old = this.#child;
    this.#child = undefined;
    old.send({ kind: 'shutdown' } satisfies ToHost, () => {});
  }

  #start(): ChildProcess {
    const { node, script, log, output = log, progressFolder, rowsFolder } = this.#parts;
    const folders = { ...(progressFolder && { progressFolder }), ...(rowsFolder && { rowsFolder }) };
    const { executor, workers, priority } = this.#settings;
    this.#startedWith = this.#settings;
    const started = performance.now();
    const parameters = JSON.stringify({ executor, workers, ...folders } satisfies HostSettings);
    const child = spawn(node, [...HOST_HEAP_FLAGS, script, parameters], {
      env: hostEnvironment(workers),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      windowsHide: true,
      // A session of its own, which can be made to give way to the others.
      detached: HAS_GROUPS,
    });
    this.#priority?.close();
    this.#priority =
      child.pid === undefined ? undefined : new HostPriority(child.pid, priority, log, this.#parts.inUseMs);
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface(stream).on('line', output);
    }
    child.on('message', (message) => this.#hear(child, message as FromHost));
    child.on('error', (error) => this.#lost(child, message('HOST_NOT_STARTED', { words: error.message }), true));
    child.on('exit', (code, signal) => {
      const end = signal ? message('HOST_SIGNAL', { signal }) : message('HOST_STATUS', { status: code ?? 0 });
      this.#lost(child, end, performance.now() - started < TOO_SOON_MS);
    });
    return child;
  }

  #hear(child: ChildProcess, message: FromHost): void {
    if (this.#child === child) this.#watch.heard();
    if (message.kind === 'beat') this.#watch.beat(message);
    if (message.kind === 'done' || message.kind === 'failed' || message.kind === 'cancelled') {
      this.#atWork.delete(message.id);
      if (this.#atWork.size === 0) this.#watch.stop();
    }
    this.#parts.onMessage(message);
  }

  #giveUp(why: Message): void {
    this.#trouble = why;
    this.#child?.kill('SIGKILL');
  }

  #lost(child: ChildProcess, end: Message, soon: boolean): void {
    if (this.#child !== child) return;
    const how = this.#trouble ?? end;
    this.#child = undefined;
    this.#trouble = undefined;
    this.#atWork.clear();
    this.#watch.stop();
    if (this.#closing) return;
    this.#parts.log(`host ended: ${JSON.stringify(how)}`);
    if (!soon) this.warmUp();
    this.#parts.onLost(how);
  }
}
