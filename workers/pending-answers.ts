// Asks another process questions; each answer is a message with the number of its question.
import { JobError, type UserError } from './jobs/user-error.ts';

export class PendingAnswers<T> {
  readonly #waiting = new Map<number, PromiseWithResolvers<T>>();
  #next = 0;

  /**
   * @param send sends the question with this number
   * @throws {JobError} what the answer says, or HOST_ENDED when none will come
   */
  ask(send: (request: number) => void): Promise<T> {
    const request = this.#next++;
    const answer = Promise.withResolvers<T>();
    this.#waiting.set(request, answer);
    send(request);
    return answer.promise;
  }

  resolve(request: number, value: T): void {
    this.#take(request)?.resolve(value);
  }

  reject(request: number, error: UserError): void {
    this.#take(request)?.reject(JobError.of(error));
  }

  /** The other process is gone: its answers will not come. */
  lost(): void {
    const error = new JobError('HOST_ENDED');
    for (const answer of this.#waiting.values()) answer.reject(error);
    this.#waiting.clear();
  }

  #take(request: number): PromiseWithResolvers<T> | undefined {
    const answer = this.#waiting.get(request);
    this.#waiting.delete(request);
    return answer;
  }
}
