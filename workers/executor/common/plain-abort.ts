// The reason of an abort for which none was given.

const MESSAGE = 'This operation was aborted';
const NAME = 'AbortError';

/** The same that an AbortController gives. */
export function plainAbort(): DOMException {
  return new DOMException(MESSAGE, NAME);
}

/** Whether it says no more than `plainAbort()`, wherever it was made. Then nothing of it needs to be sent. */
export function isPlainAbort(reason: unknown): boolean {
  try {
    return (
      reason instanceof DOMException &&
      Object.getPrototypeOf(reason) === DOMException.prototype &&
      reason.name === NAME &&
      reason.message === MESSAGE &&
      !('cause' in reason) &&
      Object.keys(reason).length === 0
    );
  } catch {
    // It is an object that cannot be inspected.
    return false;
  }
}
