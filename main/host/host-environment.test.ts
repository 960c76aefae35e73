import { expect, it } from 'vitest';
import { hostEnvironment } from './host-environment.ts';

it.each(['NODE_OPTIONS', 'node_options', 'Electron_Run_As_Node'])('the host does not get %s of the app', (name) => {
  const environment = hostEnvironment(2, { [name]: 'x', Path: 'C:\\Windows' });
  expect(environment).toEqual({ Path: 'C:\\Windows', UV_THREADPOOL_SIZE: expect.any(String), MALLOC_ARENA_MAX: '2' });
});
