import { defineJob } from '../job-type.ts';
import { resizeDefinition } from './definition.ts';

export const resize = defineJob({
  definition: resizeDefinition,
  driver: () => import('./driver.ts'),
  tasks: () => import('./tasks.ts'),
  plan: () => import('./job-plan.ts'),
});
