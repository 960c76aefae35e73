import { defineJob } from '../../workers/jobs/job-type.ts';
import { listingDefinition } from './definition.ts';

export const listing = defineJob({
  definition: listingDefinition,
  driver: () => import('./driver.ts'),
  tasks: () => import('./tasks.ts'),
});
