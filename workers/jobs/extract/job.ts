import { defineJob } from '../job-type.ts';
import { extractDefinition } from './definition.ts';

export const extract = defineJob({
  definition: extractDefinition,
  driver: () => import('./driver.ts'),
  tasks: () => import('./tasks.ts'),
});
