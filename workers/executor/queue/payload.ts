// Encodes values for Redis: each is one frame, as for processes.
import type { Transferable } from 'node:worker_threads';
import { PayloadTooLargeError } from '../errors.ts';
import { encodeFrame, FrameReader } from '../wire/frames.ts';

/** Bytes of one value, unless the executor says otherwise. */
export const DEFAULT_MAX_BYTES = 1024 * 1024;

/** The size of a frame's head, whose first two numbers are lengths. */
const HEAD_BYTES = 16;

/**
 * @param what begins the message of the error: "Argument 1 of ..."
 * @throws PayloadTooLargeError, or what cloning throws
 */
export function encodePayload(
  what: string,
  value: unknown,
  maxBytes: number,
  transfer: readonly Transferable[] = [],
): Buffer {
  const bytes = Buffer.concat(encodeFrame(value, []));
  // What is moved is given up here; not if it is refused.
  if (bytes.length <= maxBytes) return transfer.length === 0 ? bytes : Buffer.concat(encodeFrame(value, transfer));
  throw new PayloadTooLargeError(
    `${what} takes ${bytes.length} bytes; this queue takes ${maxBytes} (maxBytes). ` +
      'Pass the path of a file that all machines see, or the key of an object in a store, and not the data.',
  );
}

/** @throws Error for what is no frame of this version */
export function decodePayload(bytes: Uint8Array): unknown {
  const frame = new Uint8Array(bytes);
  if (frame.length < HEAD_BYTES) throw new Error('Too short for a payload.');
  const [cloneLength = 0, bufferCount = 0] = new Uint32Array(frame.buffer, 0, 2);
  if (HEAD_BYTES + bufferCount * 4 + cloneLength > frame.length) throw new Error('The payload is cut off.');
  const values: unknown[] = [];
  new FrameReader((value) => values.push(value)).push(frame);
  if (values.length !== 1) throw new Error('The payload is cut off.');
  return values[0];
}
