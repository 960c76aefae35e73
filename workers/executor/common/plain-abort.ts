// The reason of an abort if the caller has given none.

const MESSAGE = 'This operation was aborted';
const NAME = 'AbortError';

/** The same that an AbortController gives. */
export function plainAbort(): DOMException {
  return new DOMException(MESSAGE, NAME);
}

/** Whether the reason is equal to `plainAbort()`, in whatever process it was made. Then it need not be sent. */
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
