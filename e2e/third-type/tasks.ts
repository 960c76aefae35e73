import { stat } from 'node:fs/promises';

export async function measure({ path }: { readonly path: string }): Promise<number> {
  return (await stat(path)).size;
}
