import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Dropmill, expect, test } from './dropmill.ts';

/** As electron-builder writes it beside a release. */
const release = (version: string) => `version: ${version}
files:
  - url: Dropmill-${version}.AppImage
    sha512: ${'A'.repeat(86)}==
    size: 1
path: Dropmill-${version}.AppImage
sha512: ${'A'.repeat(86)}==
releaseDate: '2026-01-01T00:00:00.000Z'
`;

const FILE = /^\/(latest|latest-mac|latest-linux(-arm64)?)\.yml/;

/** A feed on this machine. What it answers can be changed. */
async function startFeed(answer: string) {
  const requests: IncomingMessage[] = [];
  const feed = { answer, requests, url: '', stop: () => {} };
  const server = createServer((request, response) => {
    requests.push(request);
    response.statusCode = FILE.test(request.url ?? '') ? 200 : 404;
    response.end(feed.answer);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  feed.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  feed.stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return feed;
}

/** In place of the address that the app has; none takes it back. */
function setFeed(app: Dropmill, url?: string): Promise<void> {
  return app.electron.evaluate((_electron, feed) => {
    if (feed === undefined) delete process.env.DROPMILL_UPDATE_FEED;
    else process.env.DROPMILL_UPDATE_FEED = feed;
  }, url);
}

test('updates are looked for when they are asked for: a newer one, none, a feed that is none or cannot be reached', async ({
  app,
}) => {
  const { page } = app;
  const about = page.getByRole('dialog', { name: 'About Dropmill' });
  const check = about.getByRole('button', { name: 'Check for updates' });
  await app.pressMenu('Check for updates…');
  await expect(about.getByRole('status')).toHaveText(/^Dropmill has no website yet/);

  const feed = await startFeed(release('99.0.0'));
  try {
    await setFeed(app, feed.url);
    await page.keyboard.press('Escape');
    await app.openDialog('About Dropmill');
    await expect(about.getByRole('heading', { name: 'What’s new' })).toBeVisible();
    await expect(about.getByRole('listitem').first()).toContainText('Zip, tar');
    expect(feed.requests.length).toBe(0);

    await check.press('Enter');
    await expect(about.getByRole('status')).toHaveText(`Version 99.0.0 is available. It is at ${feed.url}`);
    expect(feed.requests.length).toBe(1);
    const headers = feed.requests[0]?.headers;
    expect(headers?.['x-user-staging-id']).toBe('00000000-0000-0000-0000-000000000000');
    expect(headers?.cookie).toBeUndefined();
    expect(existsSync(join(app.profile, '.updaterId'))).toBe(false);

    feed.answer = release('0.0.1');
    await check.press('Enter');
    await expect(about.getByRole('status')).toHaveText(/^This is the newest version \(\d/);
    feed.answer = '<html>Sign in to this network</html>';
    await check.press('Enter');
    await expect(about.getByRole('status')).toHaveText(/^127\.0\.0\.1:\d+ has no list of releases/);
    expect(feed.requests.length).toBe(3);
    feed.stop();
    await check.press('Enter');
    await expect(about.getByRole('status')).toHaveText(/^127\.0\.0\.1:\d+ cannot be reached\. Check/);
  } finally {
    feed.stop();
    await setFeed(app);
  }
});
