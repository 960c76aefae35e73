// Plans as the window sees them.
export type { JobPlan, NameFate, PlannedOutput } from '../../workers/jobs/job-plan.ts';
