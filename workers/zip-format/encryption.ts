// Loads the encryption only if there is a password, as most jobs encrypt nothing.
import type { AesEncryption } from './aes.ts';

/** Makes the encryption of one entry. */
export type Encryption = () => AesEncryption;

/** @param password empty for none */
export async function encryptionFor(password: string): Promise<Encryption | undefined> {
  if (password === '') return undefined;
  const { AesEncryption } = await import('./aes.ts');
  return () => new AesEncryption(password);
}
