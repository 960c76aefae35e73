import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { run, tell } from './child.mjs';

const CHILD = join(import.meta.dirname, 'child.mjs');

/** A script that runs `program` as its child by run() and ends with its status, as `npm start` does. */
function runner(program: string): readonly string[] {
  return [
    '--input-type=module',
    '-e',
    `import { run } from ${JSON.stringify(CHILD)};
     process.exitCode = await run(process.execPath, ['-e', ${JSON.stringify(program)}]);`,
  ];
}

it("gives the child's exit status", async () => {
  expect(await run(process.execPath, ['-e', 'process.exit(42)'])).toBe(42);
});

it('gives the status a shell would for a child that a signal ended, and for one that cannot be started', async () => {
  expect(await run(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'])).toBe(137);
  expect(await run('/no/such/program', [])).toBe(127);
});

it('ends a child where the system does not know the signal', () => {
  const sent: (NodeJS.Signals | number | undefined)[] = [];
  const kill = (signal?: NodeJS.Signals | number) => {
    sent.push(signal);
    if (signal === 'SIGHUP') throw Object.assign(new Error('kill ENOSYS'), { code: 'ENOSYS' });
    return true;
  };
  tell({ kill }, 'SIGHUP');
  expect(sent).toEqual(['SIGHUP', undefined]);
});

it.each(['SIGINT', 'SIGTERM'] as const)('passes %s on and waits for how the child ends', async (signal) => {
  const program = `process.on('${signal}', () => { console.log('told'); process.exit(5); });
                   setInterval(() => {}, 1000); console.log('ready');`;
  const outer = spawn(process.execPath, runner(program), { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  outer.stdout.on('data', (chunk) => {
    printed += chunk;
    if (String(chunk).includes('ready')) outer.kill(signal);
  });
  const [status] = await once(outer, 'close');
  expect(printed).toBe('ready\ntold\n');
  expect(status).toBe(5);
});

it('ends the steps of a script at a signal, however the one that runs takes it', async () => {
  const program = `process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); console.log('ready');`;
  const script = `import { runStep } from ${JSON.stringify(CHILD)};
                  import { runScript } from ${JSON.stringify(join(import.meta.dirname, 'say.mjs'))};
                  await runScript(async () => {
                    await runStep(process.execPath, ['-e', ${JSON.stringify(program)}]);
                    console.log('the next step');
                    return 0;
                  });`;
  const outer = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  outer.stdout.once('data', () => outer.kill('SIGTERM'));
  const [printed, [status]] = await Promise.all([text(outer.stdout), once(outer, 'close')]);
  expect(printed).not.toContain('the next step');
  expect(status).toBe(143);
});

it('keeps stdout free for others when it is told so', async () => {
  const script = `import { run } from ${JSON.stringify(CHILD)};
                  await run(process.execPath, ['-e', 'console.log("noise")'], { stdout: 'stderr' });
                  console.log('result');`;
  const outer = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err] = await Promise.all([text(outer.stdout), text(outer.stderr)]);
  expect(out).toBe('result\n');
  expect(err).toBe('noise\n');
});
