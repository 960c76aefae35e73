// The screens in memory that `npm run e2e` has made (scripts/lib/setup/screen.mjs); none where there is a real one.

/** What programs need in their environment to use each of them. */
export const screens: readonly Readonly<Record<string, string>>[] = JSON.parse(process.env.DROPMILL_SCREENS ?? '[]');

/** Has the programs that this worker of Playwright starts use the screen of its own. */
export function takeOwnScreen(): void {
  Object.assign(process.env, screens[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]);
}
