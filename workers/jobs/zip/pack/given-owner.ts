// Parses the owner that the user sets for all entries instead of their own.

/** @param text `UID:GID`, or empty @returns undefined if it is empty: entries keep their own */
export function givenOwner(text: string): { readonly uid: number; readonly gid: number } | undefined {
  if (text === '') return undefined;
  const [uid = 0, gid = 0] = text.split(':').map(Number);
  return { uid, gid };
}
