// Which skipped files a person has to look after, which are skipped as they should be, and which by an option.
import type { MessageCode } from '../messages/codes.ts';

/** Nothing is lost by these: what was skipped is not for the job, or is there already. */
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

/** Whether a file that was skipped for this reason is missing in the results against the user's will. */
export function isProblem(code: MessageCode): boolean {
  return !AS_INTENDED.has(code);
}

/** As the user chose: the command line ends as if nothing had been skipped. */
const BY_CHOICE: ReadonlySet<MessageCode> = new Set<MessageCode>(['LARGER_RESULT', 'NAME_TAKEN', 'RESULTS_FOLDER']);

/** Whether a file that was skipped for this reason was skipped because an option asks for it. */
export function isByChoice(code: MessageCode): boolean {
  return BY_CHOICE.has(code);
}
