// Which skipped files the user has to look at, which are skipped rightly, and which because of an option.
import type { MessageCode } from '../messages/codes.ts';

/** These skips lose nothing: the file is not for the job, or its result exists already. */
const AS_INTENDED: ReadonlySet<MessageCode> = new Set<MessageCode>([
  'RESULTS_FOLDER',
  'NO_PICTURE',
  'LARGER_RESULT',
  'NAME_TAKEN',
  'KEPT_EXISTING',
  'SYMBOLIC_LINK',
  'LINK',
  'SPECIAL_FILE',
  'PIPE',
  'SOCKET',
  'DEVICE',
]);

/** Whether a file that was skipped for this reason is missing in the results although the user wanted it. */
export function isProblem(code: MessageCode): boolean {
  return !AS_INTENDED.has(code);
}

/** The user has chosen these skips: the command line's exit status is as if nothing had been skipped. */
const BY_CHOICE: ReadonlySet<MessageCode> = new Set<MessageCode>(['LARGER_RESULT', 'NAME_TAKEN', 'RESULTS_FOLDER']);

/** Whether a file that was skipped for this reason was skipped because an option asks for it. */
export function isByChoice(code: MessageCode): boolean {
  return BY_CHOICE.has(code);
}
