import { defineJob } from '../job-type.ts';
import { resizeDefinition } from './definition.ts';
import { SIDE_BY_SIDE, workersNeeded } from './side-by-side.ts';

export const resize = defineJob({
  definition: resizeDefinition,
  messages: (language) => import(`./messages/${language}.ts`),
  driver: () => import('./driver.ts'),
  tasks: () => import('./tasks.ts'),
  plan: () => import('./job-plan.ts'),
  markup: () => import('./markup/markup.ts'),
  pictures: () => import('./look/pictures.ts'),
  remote: ['warmUp', 'inspect', 'render'],
  ahead: (cores) => ({ workers: workersNeeded(cores), overlap: SIDE_BY_SIDE }),
});
