import { existsSync, utimesSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import {
  artifactUrl,
  downloadedOfficial,
  executableIn,
  probe,
  rememberedFailure,
  rememberFailure,
} from './official-runtime.mjs';

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the probe of the download', () => {
  it('is content when every host on the way answers', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/start') response.writeHead(302, { location: '/file' }).end();
      else response.writeHead(206).end('PK');
    });
    expect(await probe(`${url}/start`)).toBeUndefined();
  });

  it('tells an answer that is an error', async () => {
    const url = await serve((_request, response) => response.writeHead(404).end());
    expect(await probe(url)).toMatch(/^127\.0\.0\.1:\d+ answers 404$/);
  });

  it('gives up on a host that never answers', async () => {
    const server = createTcpServer().listen(0, '127.0.0.1');
    await new Promise((listening) => server.once('listening', listening));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await probe(url, 200)).toMatch(/does not answer within 0\.2 s$/);
  });

  it('tells a host that cannot be reached', async () => {
    expect(await probe('http://no-such-host.invalid/electron.zip')).toBe('no-such-host.invalid cannot be reached');
  });
});

it("asks a mirror that Electron's own downloader would ask", () => {
  const url = artifactUrl('45.4.1', { ELECTRON_MIRROR: 'https://mirror.example/electron/', ELECTRON_CUSTOM_DIR: '45' });
  expect(url).toBe(`https://mirror.example/electron/45/electron-v45.4.1-${process.platform}-${process.arch}.zip`);
});

it('uses a downloaded runtime only when it is complete and of the installed version', () => {
  const project = temporaryFolder();
  const package_ = join(project, 'node_modules', 'electron');
  writeFiles(package_, { 'package.json': '{"version":"45.4.1"}' });
  expect(downloadedOfficial(project)).toBeUndefined();
  const dist = join(package_, 'dist');
  writeFiles(dist, { version: '45.4.1', [executableIn(dist).slice(dist.length + 1)]: '' });
  expect(downloadedOfficial(project)).toBeUndefined(); // path.txt is written last
  writeFiles(package_, { 'path.txt': 'electron' });
  expect(downloadedOfficial(project)).toBe(dist);
  writeFiles(package_, { 'package.json': '{"version":"46.0.0"}' });
  expect(downloadedOfficial(project)).toBeUndefined();
});

describe('a failed download', () => {
  it('is remembered for this version, and for some hours', () => {
    const memory = join(temporaryFolder(), 'cache', 'failed.json');
    expect(rememberedFailure(memory, '45.4.1')).toBeUndefined();
    rememberFailure(memory, '45.4.1', 'example.org cannot be reached');
    expect(existsSync(dirname(memory))).toBe(true);
    expect(rememberedFailure(memory, '45.4.1')).toBe('example.org cannot be reached');
    expect(rememberedFailure(memory, '46.0.0')).toBeUndefined();
    const yesterday = new Date(Date.now() - 24 * 3_600_000);
    utimesSync(memory, yesterday, yesterday);
    expect(rememberedFailure(memory, '45.4.1')).toBeUndefined();
  });
});
