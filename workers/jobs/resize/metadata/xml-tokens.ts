// Cuts XML into its tags, with their positions in the text. It reads the text once without going back, so that hostile packets take no
// longer than others. Names and entities: XML 1.0 (fifth edition) sections 2.3 and 4.1.

export interface XmlAttribute {
  /** With its prefix. */
  readonly name: string;
  /** Entities resolved. */
  readonly value: string;
  /** From the blank before it to behind its closing quote. */
  readonly start: number;
  readonly end: number;
  /** Of the value, inside of its quotes. */
  readonly valueStart: number;
  readonly valueEnd: number;
}

export type XmlToken =
  | {
      readonly kind: 'open' | 'empty';
      readonly name: string;
      readonly attributes: readonly XmlAttribute[];
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'close'; readonly name: string; readonly start: number; readonly end: number }
  | { readonly kind: 'text'; readonly text: string; readonly start: number; readonly end: number }
  /** A comment or a processing instruction. */
  | { readonly kind: 'note'; readonly text: string; readonly start: number; readonly end: number };

/** Thrown for XML that is not well-formed or has a document type, which could define anything. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

/** No program writes more tags and attributes into a packet. Bounds the work on one that was made to take long. */
const MAX_PARTS = 50_000;

const ENCLOSED = [
  { kind: 'note', begins: '<!--', ends: '-->' },
  { kind: 'text', begins: '<![CDATA[', ends: ']]>' },
  { kind: 'note', begins: '<?', ends: '?>' },
] as const;

/** @throws XmlError */
export function* xmlTokens(xml: string): Generator<XmlToken> {
  let at = 0;
  for (let parts = 0; at < xml.length; parts++) {
    if (parts > MAX_PARTS) throw new XmlError('too many tags');
    const open = xml.indexOf('<', at);
    const textEnd = open < 0 ? xml.length : open;
    if (textEnd > at) yield { kind: 'text', text: resolveEntities(xml.slice(at, textEnd)), start: at, end: textEnd };
    if (open < 0) return;
    const enclosed = ENCLOSED.find(({ begins }) => xml.startsWith(begins, open));
    if (enclosed) {
      const { kind, begins, ends } = enclosed;
      at = after(xml, ends, open + begins.length);
      yield { kind, text: xml.slice(open + begins.length, at - ends.length), start: open, end: at };
    } else if (xml.startsWith('<!', open)) throw new XmlError('a document type');
    else if (xml[open + 1] === '/') {
      at = after(xml, '>', open);
      yield { kind: 'close', name: xml.slice(open + 2, at - 1).trim(), start: open, end: at };
    } else {
      const tag = readTag(xml, open);
      yield tag;
      at = tag.end;
    }
  }
}

function after(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw new XmlError(`no ${mark}`);
  return at + mark.length;
}

const BLANK = /[ \t\r\n]/;
const NAME_END = /[ \t\r\n=/>]/g;
/** In no name; other programs may read one with an entity as another name. */
const IN_NO_NAME = /[&<"';]/;

function readTag(xml: string, start: number): Extract<XmlToken, { kind: 'open' | 'empty' }> {
  let at = nameEnd(xml, start + 1);
  const name = xml.slice(start + 1, at);
  if (name === '') throw new XmlError('a tag without a name');
  const attributes: XmlAttribute[] = [];
  for (;;) {
    const before = at;
    at = skipBlanks(xml, at);
    if (xml[at] === '>') return { kind: 'open', name, attributes, start, end: at + 1 };
    if (xml.startsWith('/>', at)) return { kind: 'empty', name, attributes, start, end: at + 2 };
    const attribute = readAttribute(xml, before, at);
    if (attributes.push(attribute) > MAX_PARTS) throw new XmlError('too many attributes');
    at = attribute.end;
  }
}

function readAttribute(xml: string, start: number, at: number): XmlAttribute {
  const end = nameEnd(xml, at);
  const equals = skipBlanks(xml, end);
  const quoteAt = skipBlanks(xml, equals + 1);
  const quote = xml[quoteAt];
  if (end === at || xml[equals] !== '=' || (quote !== '"' && quote !== "'")) throw new XmlError('a bad attribute');
  const valueEnd = after(xml, quote, quoteAt + 1) - 1;
  return {
    name: xml.slice(at, end),
    value: resolveEntities(xml.slice(quoteAt + 1, valueEnd)),
    start,
    end: valueEnd + 1,
    valueStart: quoteAt + 1,
    valueEnd,
  };
}

function nameEnd(xml: string, from: number): number {
  NAME_END.lastIndex = from;
  const found = NAME_END.exec(xml);
  if (!found) throw new XmlError('a tag without an end');
  if (IN_NO_NAME.test(xml.slice(from, found.index))) throw new XmlError('a bad name');
  return found.index;
}

function skipBlanks(xml: string, from: number): number {
  let at = from;
  while (at < xml.length && BLANK.test(xml[at] ?? '')) at++;
  return at;
}

/** @throws XmlError for entities that only a document type could define */
export function resolveEntities(text: string): string {
  const first = text.indexOf('&');
  if (first < 0) return text;
  if (/&(?!(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos);)/i.test(text)) throw new XmlError('an unknown entity');
  const named = text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'");
  const numbered = named.includes('&#')
    ? named.replace(/&#(x?)([0-9a-f]{1,7});/gi, (_, hex: string, code: string) =>
        fromCode(Number.parseInt(code, hex ? 16 : 10)),
      )
    : named;
  return numbered.replaceAll('&amp;', '&');
}

function fromCode(code: number): string {
  if (!(code >= 0 && code <= 0x10_ff_ff)) throw new XmlError('a bad character');
  return String.fromCodePoint(code);
}
