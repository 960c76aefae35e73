import { defineJob } from '../job-type.ts';
import { extractDefinition } from './definition.ts';
import { extractMessages } from './messages/loaders.ts';
import { areLightArchives } from './read/light-archives.ts';

export const extract = defineJob({
  definition: extractDefinition,
  messages: extractMessages,
  driver: () => import('./driver.ts'),
  tasks: () => import('./tasks.ts'),
  plan: () => import('./job-plan.ts'),
  isLight: areLightArchives,
});
