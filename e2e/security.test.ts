import { expect, test } from './dropmill.ts';

test('the window is sandboxed and isolated, and holds nothing of Node', async ({ app }) => {
  const preferences = await app.electron.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents();
    return (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
  const globals = await app.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
  );
  expect(globals).toEqual([]);
});

test('the page comes by its own protocol with a strict policy, and files beside it can not be read', async ({
  app,
}) => {
  expect(app.page.url()).toMatch(/^dropmill:\/\/app\//);
  const policy = await app.page.evaluate(async () =>
    (await fetch('index.html')).headers.get('content-security-policy'),
  );
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  const statuses = await app.page.evaluate(() =>
    Promise.all(
      ['../host.js', '%2e%2e/host.js', '..%2fhost.js', '/%2e%2e%2fhost.js'].map(
        async (url) => (await fetch(url)).status,
      ),
    ),
  );
  expect(statuses).toEqual([404, 404, 404, 404]);
});

test('script that is not ours does not run, and nothing is fetched from elsewhere', async ({ app }) => {
  const ran = await app.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.head.append(script);
    return 'injected' in window;
  });
  expect(ran).toBe(false);
  const fetched = await app.page.evaluate(() =>
    fetch('https://example.com').then(
      () => true,
      () => false,
    ),
  );
  expect(fetched).toBe(false);
});

test('navigation, new windows and permissions are denied', async ({ app }) => {
  const url = app.page.url();
  const opened = await app.page.evaluate(() => {
    location.href = 'https://example.com';
    return window.open('https://example.com') !== null;
  });
  expect(opened).toBe(false);
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  const permission = await app.page.evaluate(
    async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
  );
  expect(permission).toBe('denied');
  expect(app.page.url()).toBe(url);
});

test('a file made by script has no path and is refused', async ({ app }) => {
  const result = await app.page.evaluate(() => window.api.registerFiles([new File(['x'], '/etc/passwd')]));
  expect(result).toMatchObject({ ok: false, error: { code: 'NO_PATH' } });
});

test('malformed requests and paths that were never given are refused, and the app goes on', async ({ app }) => {
  const results = await app.page.evaluate(async () => {
    const { api } = window;
    const bad = [
      api.submit({ type: 'zip', inputs: ['/etc/passwd'], options: {} }),
      api.submit({ type: 'zip', inputs: [], options: {} }),
      api.submit({ type: '__proto__', inputs: [crypto.randomUUID()], options: {} }),
      api.submit({ type: 'zip', inputs: 'all' as never, options: {} }),
      api.submit(null as never),
      api.cancel('everything' as never),
      api.items({ id: 'x', offset: -1, limit: 1e9 }),
      api.reveal({ id: 'nobody' }),
      api.copyPaths({ id: 'nobody' }),
      api.copyMarkup('nobody'),
      api.dragOut({ id: 'nobody', item: -1 }),
      api.undo(['nobody']),
    ];
    return Promise.all(bad);
  });
  expect(results.map((result) => result.ok)).toEqual(results.map(() => false));
  expect(await app.jobs()).toEqual([]);
});

test('a request of enormous size is refused before it is read', async ({ app }) => {
  const answers = await app.page.evaluate(async () => {
    return Promise.all([
      window.api.submit({ type: 'zip', inputs: Array.from({ length: 1_000_000 }, () => 'x'), options: {} }),
      window.api.submit({ type: 'zip', inputs: ['x'.repeat(20_000_000)], options: {} }),
      window.api.submit({ type: 'zip', inputs: ['x'], options: { deep: Array.from({ length: 300_000 }, () => []) } }),
      window.api.cancel(Array.from({ length: 50_000 }, () => 'x')),
    ]);
  });
  expect(answers.map((answer) => (answer.ok ? 'ok' : answer.error.code))).toEqual(Array(4).fill('REQUEST_TOO_LARGE'));
  expect(await app.jobs()).toEqual([]);
});

test('a page that is not ours gets no answer', async ({ app }) => {
  const answer = await app.electron.evaluate(async ({ BrowserWindow }, preload) => {
    const stranger = new BrowserWindow({
      show: false,
      webPreferences: { preload, sandbox: true, contextIsolation: true },
    });
    await stranger.loadURL('data:text/html,<p>stranger</p>');
    const result = await stranger.webContents.executeJavaScript('window.api.listJobs()');
    stranger.destroy();
    return result;
  }, `${process.cwd()}/out/preload.cjs`);
  expect(answer).toMatchObject({ ok: false, error: { code: 'UNTRUSTED_SENDER' } });
});
