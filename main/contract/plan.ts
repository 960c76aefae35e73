// Plans as the window sees them.
export type {
  JobPlan,
  NameFate,
  PlannedAsk,
  PlannedNext,
  PlannedOriginal,
  PlannedOutput,
} from '../../workers/jobs/job-plan.ts';
export type { ContentsAnswer, ContentsCounts, ContentsQuery, ContentsRow } from '../../workers/jobs/plan-contents.ts';
