// Plans as the window sees them.
export type { JobPlan, NameFate, PlannedNext, PlannedOutput } from '../../workers/jobs/job-plan.ts';
