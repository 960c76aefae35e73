// Has the host make previews of pictures: nothing that decodes pictures runs here or in the window.
import { PendingAnswers } from '../../workers/pending-answers.ts';
import type { FromHost, ToHost } from '../../workers/protocol.ts';
import type { Preview } from '../contract/pictures.ts';

export class Previews {
  readonly #send: (message: ToHost) => void;
  readonly #answers = new PendingAnswers<Preview>();

  constructor(send: (message: ToHost) => void) {
    this.#send = send;
  }

  /** @param edge the longest, in pixels. @throws {JobError} when the file cannot be shown */
  make(type: string, path: string, edge: number): Promise<Preview> {
    return this.#answers.ask((request) => this.#send({ kind: 'preview', request, type, path, edge }));
  }

  /** Takes the host's answer. */
  settle({ request, preview, error }: Extract<FromHost, { kind: 'preview' }>): void {
    if (preview) this.#answers.resolve(request, { ...preview, data: Buffer.from(preview.data, 'base64') });
    else this.#answers.reject(request, error);
  }

  /** The host is gone; its answers will not come. */
  hostLost(): void {
    this.#answers.lost();
  }
}
