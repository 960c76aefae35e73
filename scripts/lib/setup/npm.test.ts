import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { npmCommand } from './npm.mjs';

const NONE = () => false;

describe('npm', () => {
  it('is started by the Node and the script that started this one', () => {
    const env = { npm_execpath: '/usr/lib/npm/bin/npm-cli.js', npm_node_execpath: '/usr/bin/node' };

    expect(npmCommand(env, '/project/node', NONE)).toEqual(['/usr/bin/node', '/usr/lib/npm/bin/npm-cli.js']);
  });

  it('is found beside Node where nothing else tells, and is never the batch file that Windows cannot start', () => {
    const beside = join('/nodejs', 'node_modules', 'npm', 'bin', 'npm-cli.js');
    const batch = { npm_execpath: 'C:\\nodejs\\npm.cmd', npm_node_execpath: 'C:\\nodejs\\node.exe' };

    expect(npmCommand({}, '/nodejs/node', (path) => path === beside)).toEqual(['/nodejs/node', beside]);
    expect(npmCommand(batch, '/nodejs/node', (path) => path === beside)).toEqual(['/nodejs/node', beside]);
  });

  it('is looked for in the PATH when it is nowhere else', () => {
    expect(npmCommand({}, '/nodejs/node', NONE)).toEqual(['npm']);
  });
});
