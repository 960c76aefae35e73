import { archiveFault } from './faults.ts';
import type { StreamProgress, StreamRequest, StreamResult } from './requests.ts';

export interface StreamContext {
  check(): void;
  progress(progress: StreamProgress): void;
}

export async function unpackStream(_request: StreamRequest, _context: StreamContext): Promise<StreamResult> {
  throw archiveFault('NOT_AN_ARCHIVE');
}
