import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { identityOf } from '../files/changes/identity.ts';
import { JobJournal } from './job-journal.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-progress-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

const open = (id = 'job') => new JobJournal(JobJournal.fileOf(folder, id));

/** A file as the journal names it. */
const MADE = { path: '/made' };

function named(name: string, content: string) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, ...identityOf(statSync(path, { bigint: true })) };
}

describe('JobJournal', () => {
  it('tells after a crash what was done and what was being made', () => {
    const crashed = open();
    crashed.begin('a', 'b');
    crashed.end('a', 'b');
    crashed.begin('a');
    crashed.finish('a', { bytes: 5 });
    crashed.begin('b');

    const again = open();
    expect(again.result('a', false)).toEqual({ bytes: 5 });
    expect(again.result('b', false)).toBeUndefined();
    expect(['a', 'b', 'c'].map((key) => again.crashes(key))).toEqual([0, 1, 0]);
  });

  it('takes what got its name for finished, and nothing else', () => {
    const file = named('out', 'result');
    const crashed = open();
    crashed.naming('a', { ...file, path: join(folder, 'taken') }, { path: '/never' });
    crashed.naming('a', file, MADE);
    crashed.naming('b', { ...file, ino: '1' }, { path: '/other' });
    crashed.naming('c', file);

    const again = open();
    expect([again.result('a', false), again.result('b', false), again.result('c', false)]).toEqual([
      MADE,
      undefined,
      undefined,
    ]);
    expect(again.halfNamed('c')).toEqual([file.path]);
    expect([again.hasNamed(file.path), again.hasNamed(join(folder, 'taken'))]).toEqual([true, false]);
  });

  it('does not take what had its name for finished when the machine was started again since', () => {
    const file = named('out', 'result');
    const crashed = open();
    crashed.naming('a', file, MADE);
    const path = JobJournal.fileOf(folder, 'job');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"boot","id":"[^"]+"/, '"boot","id":"another"'));
    expect(open().result('a', false)).toBeUndefined();
    expect(open().result('a', true)).toEqual(MADE);
    expect(open().halfNamed('a')).toEqual([file.path]);
  });

  it('is there when its job has ended, and not mixed up with another', () => {
    const one = open('one');
    one.begin('a');
    one.close();
    expect([open('one').crashes('a'), open('other').crashes('a')]).toEqual([1, 0]);
  });

  it('bears a half written last line', () => {
    const crashed = open();
    crashed.begin('a');
    appendFileSync(JobJournal.fileOf(folder, 'job'), '{"kind":"do');

    const again = open();
    again.begin('b');
    const third = open();
    expect([again.crashes('a'), third.crashes('a'), third.crashes('b')]).toEqual([1, 1, 1]);
  });

  it('does without a place to write to', () => {
    writeFileSync(join(folder, 'blocked'), '');
    const journal = new JobJournal(join(folder, 'blocked', 'job.progress'));
    journal.begin('a');
    journal.close();
    expect(journal.crashes('a')).toBe(0);
  });

  it.each([
    '{"kind":"begin"}',
    '{"kind":"begin","keys":[1]}',
    '{"kind":"naming","key":"a","file":{"path":"relative"}}',
    '{"kind":"naming","key":"a","file":null}',
    '{"kind":"done","key":"a","result":{"outputs":["../../etc/passwd"]}}',
    '{"kind":"done","key":"a","result":{"bytes":-1}}',
    'null',
    '[]',
  ])('reads %s as nothing', (line) => {
    writeFileSync(JobJournal.fileOf(folder, 'job'), `${line}\n`);
    const journal = open();
    expect([journal.knows('a'), journal.result('a', true), journal.named()]).toEqual([false, undefined, []]);
  });

  it('neither waits for a pipe nor reads what no app of ours has written', () => {
    const file = JobJournal.fileOf(folder, 'job');
    spawnSync('mkfifo', [file]);
    expect(open().knows('a')).toBe(false);
    rmSync(file);
    writeFileSync(file, `${JSON.stringify({ kind: 'begin', keys: ['a'] })}\n`);
    truncateSync(file, 2 ** 30);
    expect(open().knows('a')).toBe(false);
    rmSync(file);
    symlinkSync(join(folder, 'elsewhere'), file);
    open().begin('a');
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
  });
});
