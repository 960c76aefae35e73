import { defineJob } from '../job-type.ts';
import { zipDefinition } from './definition.ts';

export const zip = defineJob({
  definition: zipDefinition,
  driver: () => import('./driver.ts'),
  tasks: () => import('./tasks.ts'),
  plan: () => import('./job-plan.ts'),
});
