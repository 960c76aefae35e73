// Turns a request of the window into what the host can run: the type is known, and the options fit its schema.
import type { JobDefinition, JobRegistry } from '../../../workers/jobs/job-type.ts';
import { JobError } from '../../../workers/jobs/user-error.ts';
import { faultOf } from '../../../workers/options/option-fault.ts';
import { optionsSchema } from '../../../workers/options/options-schema.ts';
import { withFolders } from './option-fields.ts';

export interface ParsedRequest {
  readonly definition: JobDefinition<unknown>;
  /** With all defaults. */
  readonly options: unknown;
}

export interface RequestRules {
  readonly registry: JobRegistry;
  /** What the settings say about a type's options: taken where the request is silent. */
  readonly defaults: (definition: JobDefinition<unknown>) => Readonly<Record<string, unknown>>;
}

/**
 * @param toPath finds the folder that an id in the options stands for; it throws when the id was never handed out
 * @throws {JobError} when the type is unknown or its schema refuses the options
 */
export function parseRequest(
  { registry, defaults }: RequestRules,
  type: string,
  options: Readonly<Record<string, unknown>>,
  toPath: (id: string) => string,
): ParsedRequest {
  const definition = Object.hasOwn(registry, type) ? registry[type]?.definition : undefined;
  if (!definition) throw new JobError('UNKNOWN_JOB_TYPE', { type });
  const parsed = optionsSchema(definition).safeParse({
    ...defaults(definition),
    ...withFolders(definition, options, toPath),
  });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new JobError('BAD_OPTIONS', { problem: `${issue?.path.join('.')}: ${issue?.message}` });
  }
  const [, fault] = faultOf(definition, parsed.data) ?? [];
  if (fault) throw JobError.of(fault);
  return { definition, options: parsed.data };
}
