// Tasks that share an AsyncLocalStorage with the test, where they run in its thread.
import { AsyncLocalStorage } from 'node:async_hooks';

export const storage = new AsyncLocalStorage<string>();

export function getStore(): string | undefined {
  return storage.getStore();
}

/** For the rest of its own course, and no other's. */
export function enterStore(store: string): string | undefined {
  storage.enterWith(store);
  return storage.getStore();
}
