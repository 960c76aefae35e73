import { defineJob } from '../job-type.ts';
import { areLight } from '../light-inputs.ts';
import { zipDefinition } from './definition.ts';

export const zip = defineJob({
  definition: zipDefinition,
  messages: (language) => import(`./messages/${language}.ts`),
  driver: () => import('./driver.ts'),
  tasks: () => import('./tasks.ts'),
  plan: () => import('./job-plan.ts'),
  remote: ['pack'],
  // Deflating this much takes about as long as starting a worker.
  isLight: (inputs) => areLight(inputs, { bytes: 2 << 20, entries: 200 }),
});
