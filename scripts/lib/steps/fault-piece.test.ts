import { expect, it } from 'vitest';
import { takePiece } from './fault-piece.mjs';

it('takes what is for the tests off the arguments, and leaves the rest to Playwright', () => {
  expect(takePiece(['--from', '20', 'sequences.test', '--count', '10'])).toEqual({
    args: ['sequences.test'],
    variables: { DROPMILL_FROM: '20', DROPMILL_TRIALS: '10' },
  });
  expect(takePiece(['disks.test'])).toEqual({ args: ['disks.test'], variables: undefined });
});

it.each([[['--from']], [['--count', 'many']], [['--from', '-1']]])('refuses %j', (args) => {
  expect(() => takePiece(args)).toThrow(RangeError);
});
