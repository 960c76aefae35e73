// Names that are made to look like something else.
import type { KnownMessage } from '../../../messages/codes.ts';

/** Marks that turn the direction of writing, and what has no width: `photo\u202egpj.exe` reads as `photoexe.jpg`. */
const INVISIBLE = /[\p{Cc}\p{Cf}]/u;
/** What runs when it is opened, on one system or another. */
const PROGRAM = 'exe|scr|com|bat|cmd|pif|lnk|js|jse|vbs|vbe|wsf|ps1|msi|hta|jar|desktop|command|sh';
const DOCUMENT = 'jpe?g|png|gif|webp|heic|pdf|docx?|xlsx?|pptx?|odt|rtf|txt|html?|mp3|mp4|mov|avi|zip|rar';
/** Ends like a document and then like a program. */
export const DISGUISED = new RegExp(String.raw`\.(?:${DOCUMENT})[\s_]*\.(?:${PROGRAM})$`, 'i');

/** @param path as the archive has it @returns what to think of before it is extracted */
export function suspicionOf(path: string): KnownMessage | undefined {
  if (INVISIBLE.test(path)) return { code: 'NAME_HIDES' };
  return DISGUISED.test(path) ? { code: 'PROGRAM_DISGUISED' } : undefined;
}
