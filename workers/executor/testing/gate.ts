// Holds tasks at a known point, wherever they run, so that tests need no sleeps.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Tasks come to the gate (`comeTo`) and wait there until the test opens it. */
export class Gate implements AsyncDisposable {
  readonly #server = createServer((socket) => this.#onCome(socket));
  readonly #waiting: Socket[] = [];
  readonly #announced: (() => void)[] = [];
  #came = 0;
  #gone = 0;
  #port = 0;

  static async open(): Promise<Gate> {
    const gate = new Gate();
    gate.#server.listen(0, '127.0.0.1');
    await once(gate.#server, 'listening');
    gate.#port = (gate.#server.address() as AddressInfo).port;
    return gate;
  }

  /** What a task needs to come here. */
  get port(): number {
    return this.#port;
  }

  /** How many came so far. */
  get came(): number {
    return this.#came;
  }

  /** How many of those have died or gone on. */
  get gone(): number {
    return this.#gone;
  }

  /** Resolves when `count` have come since the gate was made. */
  async untilCame(count: number): Promise<void> {
    while (this.#came < count) await this.#change();
  }

  /** Resolves when `count` of those that came have died or gone on. */
  async untilGone(count: number): Promise<void> {
    while (this.#gone < count) await this.#change();
  }

  /** Lets the first that waits go on. */
  release(): void {
    this.#waiting.shift()?.end('go');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#waiting.splice(0)) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #onCome(socket: Socket): void {
    // Whoever is killed at the gate resets its connection.
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#gone++;
      this.#announce();
    });
    socket.resume();
    this.#waiting.push(socket);
    this.#came++;
    this.#announce();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#announced.push(resolve);
    });
  }

  #announce(): void {
    for (const resolve of this.#announced.splice(0)) resolve();
  }
}

/** In a task: tells the gate, and waits to be let through. Throws when the gate is gone, as it is when its test has failed. */
export async function waitAt(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  socket.once('data', resolve);
  socket.on('error', reject);
  socket.once('close', () => reject(new Error('The gate was closed before the task was let through.')));
  await promise;
  socket.destroy();
}

/** In a task: tells the gate, and goes on at once. The connection stays until the worker ends. */
export async function passBy(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.unref();
}
