// What must not compile, held by the type check: each line below an expectation of an error is one.
import { expectTypeOf, it } from 'vitest';
import type { KnownMessage } from '../messages/codes.ts';
import type { Catalogue, Translation } from '../messages/message.ts';
import type { Skip } from './job-report.ts';
import { JobError, message } from './user-error.ts';

const english = {
  PLAIN: { text: 'Plain.' },
  NAMED: { text: 'No {{name}}.', hint: 'Look for {{name}}.' },
  COUNTED: { text: { one: '{{count}} file', other: '{{count}} files in {{size, bytes}}' } },
} as const satisfies Catalogue;

type German = Translation<typeof english>;

it('a translation has every code and every parameter of the English texts, and no code more', () => {
  const NAMED = { text: 'Kein {{name}}.', hint: 'Suchen Sie {{name}}.' } as const;
  const COUNTED = { text: { one: 'Eine Datei', other: '{{count}} Dateien mit {{size, bytes}}' } } as const;
  const whole: German = { PLAIN: { text: 'Schlicht.' }, NAMED, COUNTED };
  // @ts-expect-error a code is missing
  const missing: German = { PLAIN: { text: 'Schlicht.' }, NAMED };
  // @ts-expect-error a code too many
  const more: German = { PLAIN: { text: 'Schlicht.' }, NAMED, COUNTED, MORE: { text: 'Mehr.' } };
  // @ts-expect-error the parameter is missing in the text
  const unnamed: German = { PLAIN: { text: 'Schlicht.' }, NAMED: { text: 'Keiner.', hint: NAMED.hint }, COUNTED };
  // @ts-expect-error the hint is missing
  const unhinted: German = { PLAIN: { text: 'Schlicht.' }, NAMED: { text: NAMED.text }, COUNTED };
  // @ts-expect-error a parameter is missing in the plural form
  const uncounted: German = { PLAIN: { text: 'Schlicht.' }, NAMED, COUNTED: { text: { other: '{{count}} Dateien' } } };
  expectTypeOf([whole, missing, more, unnamed, unhinted, uncounted]).toExtend<readonly object[]>();
});

it('a message has a code with a text and the parameters of that text', () => {
  const noted: KnownMessage = { code: 'LINKS_OUTSIDE', params: { count: 1 } };
  // @ts-expect-error there is no such code
  const unknown: KnownMessage = { code: 'NO_SUCH_CODE' };
  // @ts-expect-error the parameter is missing
  const bare: KnownMessage = { code: 'LINKS_OUTSIDE' };
  // @ts-expect-error a count is a number
  const text: KnownMessage = { code: 'LINKS_OUTSIDE', params: { count: 'one' } };
  // @ts-expect-error there is no such code
  const skip: Skip = { path: '/a', code: 'NO_SUCH_CODE' };
  const wrong = [
    // @ts-expect-error there is no such code
    new JobError('NO_SUCH_CODE'),
    // @ts-expect-error the parameter is missing
    new JobError('ENOENT'),
    // @ts-expect-error the parameter has another name
    message('ENOENT', { file: '/a' }),
  ];
  expectTypeOf([noted, unknown, bare, text, skip, ...wrong]).toExtend<readonly object[]>();
});
