import { defineJob } from '../job-type.ts';
import { extractDefinition } from './definition.ts';
import { areLightArchives } from './read/light-archives.ts';

export const extract = defineJob({
  definition: extractDefinition,
  messages: (language) => import(`./messages/${language}.ts`),
  driver: () => import('./driver.ts'),
  tasks: () => import('./tasks.ts'),
  plan: () => import('./job-plan.ts'),
  isLight: areLightArchives,
});
