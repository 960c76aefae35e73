// The only way to the rest of the app.
import type { DropmillApi } from '../main/contract/api.ts';

declare global {
  interface Window {
    /** Put there by preload. */
    readonly api: DropmillApi;
  }
}

/** Preload's functions. Read when called, so that modules load where there is no window. */
export function api(): DropmillApi {
  return window.api;
}
