// Runs a change with a fault at each of its steps in turn.
import { isWindows } from '../../system.ts';
import type { Fault } from './faulty-calls.ts';
import { World, type WorldOptions } from './world.ts';

/** Far more steps than any change has. */
const MAX_STEPS = 200;
/** Wine, on which tests run as on Windows, needs ten times as long for a step: there, each test takes every fifth, and begins elsewhere. */
const STRIDE = isWindows ? 5 : 1;
let first = 0;

type Step = (world: World) => Promise<unknown>;

/**
 * @param check looks at what the next start has made of it
 * @returns how many steps the change has
 */
export async function atEveryStep(
  how: Fault['how'],
  options: WorldOptions,
  prepare: Step,
  change: Step,
  check: (world: World, step: number) => Promise<void>,
): Promise<number> {
  for (let at = 1 + (first++ % STRIDE); at < MAX_STEPS; at += STRIDE) {
    await using world = new World(options);
    await prepare(world);
    await world.arm({ at, how });
    await change(world).catch(() => {});
    const steps = world.calls.steps();
    world.trashMode = 'good';
    await world.restart();
    await check(world, at);
    if (steps < at) return steps;
  }
  throw new Error('It never ends.');
}
