// Plans as the window sees them.
export type { JobPlan, PlannedAsk, PlannedNext, PlannedOriginal, PlannedOutput } from '../../workers/plan/job-plan.ts';
export type { NameFate } from '../../workers/plan/name-fate.ts';
export type { ContentsAnswer, ContentsCounts, ContentsQuery, ContentsRow } from '../../workers/plan/plan-contents.ts';
