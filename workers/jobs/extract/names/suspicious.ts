// Recognises names that are made to look like something else.
import type { KnownMessage } from '../../../messages/codes.ts';

/** Marks that change the direction of writing, and characters without width: `photo\u202egpj.exe` reads as `photoexe.jpg`. */
const INVISIBLE = /[\p{Cc}\p{Cf}]/u;
/** Extensions of files that run when they are opened, on some system. */
const PROGRAM = 'exe|scr|com|bat|cmd|pif|lnk|js|jse|vbs|vbe|wsf|ps1|msi|hta|jar|desktop|command|sh';
const DOCUMENT = 'jpe?g|png|gif|webp|heic|pdf|docx?|xlsx?|pptx?|odt|rtf|txt|html?|mp3|mp4|mov|avi|zip|rar';
/** Names with the extension of a document and then that of a program. */
export const DISGUISED = new RegExp(String.raw`\.(?:${DOCUMENT})[\s_]*\.(?:${PROGRAM})$`, 'i');

/** @param path as the archive has it @returns a warning for the user, if there is one */
export function suspicionOf(path: string): KnownMessage | undefined {
  if (INVISIBLE.test(path)) return { code: 'NAME_HIDES' };
  return DISGUISED.test(path) ? { code: 'PROGRAM_DISGUISED' } : undefined;
}
