// Chooses entries by patterns as in .gitignore.

/** @param only patterns; none for all entries */
export async function chooser(only: readonly string[]): Promise<(path: string) => boolean> {
  if (only.length === 0) return () => true;
  const { default: ignore } = await import('ignore');
  const filter = ignore({ allowRelativePaths: true }).add([...only]);
  return (path) => path !== '' && filter.ignores(path.replaceAll('\0', ''));
}
