// Encryption is loaded when there is a password: most jobs encrypt nothing, and never load the cryptography.
import type { AesEncryption } from './aes.ts';

/** Makes the encryption of one entry. */
export type Encryption = () => AesEncryption;

/** @param password empty for none */
export async function encryptionFor(password: string): Promise<Encryption | undefined> {
  if (password === '') return undefined;
  const { AesEncryption } = await import('./aes.ts');
  return () => new AesEncryption(password);
}
