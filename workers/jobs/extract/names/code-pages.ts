// Reads bytes of names in the encodings that archives come in.
import { TextDecoder } from 'node:util';

/** The names under which an encoding can be asked for. */
export const ENCODINGS = [
  'utf-8',
  'cp437',
  'cp850',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'ibm866',
  'koi8-r',
  'shift_jis',
  'euc-jp',
  'gbk',
  'big5',
  'euc-kr',
] as const;

export type Encoding = (typeof ENCODINGS)[number];

/** The upper half of IBM's code page 437, which zip's specification names (APPNOTE D.1). */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
/** Code page 850: what zip programs of western Europe wrote. */
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

const TABLES: Partial<Record<Encoding, string>> = { cp437: CP437, cp850: CP850 };

const decoders = new Map<Encoding, TextDecoder>();

/** The text, or undefined when the bytes are none of this encoding. */
export function decode(bytes: Buffer, encoding: Encoding): string | undefined {
  const table = TABLES[encoding];
  if (table) return decodeByTable(bytes, table);
  try {
    return decoderOf(encoding).decode(bytes);
  } catch {
    return undefined;
  }
}

function decoderOf(encoding: Encoding): TextDecoder {
  const known = decoders.get(encoding);
  if (known) return known;
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  decoders.set(encoding, decoder);
  return decoder;
}

function decodeByTable(bytes: Buffer, table: string): string {
  let text = '';
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : (table[byte - 0x80] ?? '');
  return text;
}

/** Whether all bytes are ASCII: then they read the same in every encoding that is known here. */
export function isAscii(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] ?? 0) >= 0x80) return false;
  return true;
}
