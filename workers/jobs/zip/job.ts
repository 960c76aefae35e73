import { defineJob } from '../job-type.ts';
import { zipDefinition } from './definition.ts';
import { zipMessages } from './messages/loaders.ts';

export const zip = defineJob({
  definition: zipDefinition,
  messages: zipMessages,
  driver: () => import('./driver.ts'),
  tasks: () => import('./tasks.ts'),
  plan: () => import('./job-plan.ts'),
  remote: ['pack'],
});
