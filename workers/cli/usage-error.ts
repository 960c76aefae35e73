/** An error in the command line that the user typed. It is shown with a hint at the help; the exit status is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
