import { lstatSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { fileKey } from '../files/changes/identity.ts';
import { isMac } from '../files/system.ts';
import { claimedByAnother } from '../jobs/testing/claim-holder.ts';
import { lockClaim } from './claim-lock.ts';
import { Claims } from './claims.ts';

/** Of a file that only this test has: claims hold on the whole computer. */
function newFile(): { readonly path: string; readonly key: string } {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-claims-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'a.jpg');
  writeFileSync(path, 'picture');
  return { path, key: fileKey(lstatSync(path, { bigint: true })) };
}

it('gives a file to one job at a time, and to that for each of its names', async () => {
  const { key } = newFile();
  const claims = new Claims();
  const [first, second] = await Promise.all([claims.take(key, 'a'), claims.take(key, 'a')]);
  expect([first, second]).not.toContain(undefined);
  expect(await claims.take(key, 'b')).toBeUndefined();
  await using other = await claims.take(newFile().key, 'b');
  expect(other).toBeDefined();
  await first?.[Symbol.asyncDispose]();
  expect(await claims.take(key, 'b')).toBeUndefined();
  const released = second?.[Symbol.asyncDispose]();
  // Also in the very moment in which it is given back.
  await using next = await claims.take(key, 'b');
  expect(next).toBeDefined();
  await released;
});

it.skipIf(isMac)('a file that another program has is not to be had until that is done', async () => {
  const { path, key } = newFile();
  await using program = await claimedByAnother(path);
  const claims = new Claims();
  expect(await claims.take(key, 'a')).toBeUndefined();
  expect(await claims.take(key, 'b')).toBeUndefined();

  const waiting = claims.wait(key, 'a');
  await program.waited;
  await program.end();
  await using _claim = await waiting;
  expect(await new Claims().take(key, 'c')).toBeUndefined();
});

it.skipIf(isMac)('a job that waits gets a file when it is given back, though the program goes on', async () => {
  const { key } = newFile();
  const waited = Promise.withResolvers<void>();
  const lock = await lockClaim(key, waited.resolve);
  expect(lock).toBeDefined();
  const waiting = new Claims().wait(key, 'a');
  await waited.promise;
  await lock?.release();
  await using _claim = await waiting;
  expect(await lockClaim(key)).toBeUndefined();
});

it.skipIf(isMac)('a program that is killed has nothing any more', async () => {
  const { path, key } = newFile();
  await using program = await claimedByAnother(path);
  await program.kill();
  await using claim = await new Claims().take(key, 'a');
  expect(claim).toBeDefined();
});
