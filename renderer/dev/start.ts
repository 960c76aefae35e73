// Development page: the window with made-up jobs, without Electron. Not part of the build.
// Query: ?scene=empty|few|many|states  &locale=de  &schemas=made-up
import { createFakeApi } from './fake-api.ts';

const query = new URLSearchParams(location.search);
Object.defineProperty(window, 'api', {
  value: createFakeApi(query.get('scene') ?? 'empty', query.get('locale') ?? 'en'),
});
await import('../index.tsx');
