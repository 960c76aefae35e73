// Has the host make previews of pictures: nothing that decodes pictures runs here or in the window.
import { JobError } from '../../workers/jobs/user-error.ts';
import type { FromHost, ToHost } from '../../workers/protocol.ts';
import type { Preview } from '../contract/pictures.ts';

export class Previews {
  readonly #send: (message: ToHost) => void;
  readonly #waiting = new Map<number, PromiseWithResolvers<Preview>>();
  #nextRequest = 0;

  constructor(send: (message: ToHost) => void) {
    this.#send = send;
  }

  /** @param edge the longest, in pixels. @throws {JobError} when the file cannot be shown */
  make(type: string, path: string, edge: number): Promise<Preview> {
    const request = this.#nextRequest++;
    const preview = Promise.withResolvers<Preview>();
    this.#waiting.set(request, preview);
    this.#send({ kind: 'preview', request, type, path, edge });
    return preview.promise;
  }

  /** Takes the host's answer. */
  settle({ request, preview, error }: Extract<FromHost, { kind: 'preview' }>): void {
    const waiting = this.#waiting.get(request);
    this.#waiting.delete(request);
    if (preview) waiting?.resolve({ ...preview, data: Buffer.from(preview.data, 'base64') });
    else waiting?.reject(JobError.of(error));
  }

  /** The host is gone; its answers will not come. */
  hostLost(): void {
    const error = new JobError('HOST_ENDED');
    for (const preview of this.#waiting.values()) preview.reject(error);
    this.#waiting.clear();
  }
}
