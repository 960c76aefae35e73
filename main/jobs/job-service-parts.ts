// What the job service needs of the rest of main.
import type { EarlierResult } from '../../workers/jobs/earlier-results.ts';
import type { JobDefinition, JobRegistry } from '../../workers/jobs/job-type.ts';
import type { JobSpec, ToHost } from '../../workers/protocol.ts';
import type { KeptRecord } from './job-record.ts';
import type { Journal } from './journal.ts';

export interface JobServiceParts {
  readonly registry: JobRegistry;
  readonly send: (message: ToHost) => void;
  readonly onChanged: (record: KeptRecord) => void;
  readonly onRemoved: (id: string, revision: number) => void;
  readonly journal: Pick<Journal, 'append'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Removes a job's unfinished files. @param folders that it is known to write to */
  readonly sweep: (spec: JobSpec, folders: Iterable<string>) => Promise<void>;
  /** Forgets what a job that will not be gone on with had finished. */
  readonly dropProgress: (jobId: string) => void;
  /** A job goes on with what an earlier one, just taken off the list, had begun. */
  readonly handOver?: (from: string, to: string) => void;
  /** Whether a job has replaced files of the user's: what it has finished is not done once more then. */
  readonly hasChanges?: (jobId: string) => boolean;
  /** How many results or replaced originals of an ended job an undo is about. */
  readonly undoable?: (record: KeptRecord) => number;
  /** Results of other jobs that it may come across. */
  readonly earlier?: (spec: JobSpec) => readonly EarlierResult[];
  /** How many jobs run side by side, now. They share the workers, so more of them is not faster. */
  readonly sideBySide: () => number;
  /** What the settings say about a job's options: taken where the request is silent. */
  readonly defaults: (definition: JobDefinition<unknown>) => Readonly<Record<string, unknown>>;
}
