// Keeps a job's next tasks waiting while the job is paused.

export class Gate {
  #closed: PromiseWithResolvers<void> | undefined;

  close(): void {
    this.#closed ??= Promise.withResolvers<void>();
  }

  open(): void {
    this.#closed?.resolve();
    this.#closed = undefined;
  }

  /** Resolves at once if the gate is open, otherwise as soon as it opens. */
  async passed(): Promise<void> {
    while (this.#closed) await this.#closed.promise;
  }
}
