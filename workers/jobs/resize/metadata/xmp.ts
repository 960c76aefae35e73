// Cleans XMP packets (ISO 16684-1): some properties are cut out, some get new values, and everything else stays
// byte for byte.
import { unzipSync } from 'node:zlib';
import { withoutTrailing } from '../../../files/trailing.ts';
import { bytesTellPlace, tellsPlace } from './places/place-readings.ts';
import { isPlaceBranch, isPlaceNamespace, isPlacePrefix, namesPlace } from './places/place-words.ts';
import { type XmlAttribute, XmlError, type XmlToken, xmlTokens } from './xml-tokens.ts';

/** A larger packet is dropped without being read, as no program writes one. */
export const MAX_XMP_BYTES = 16 * 2 ** 20;

/** A property by its namespace and local name. */
export interface Property {
  readonly namespace: string;
  readonly name: string;
  /** The prefix of the name, if it has one. */
  readonly prefix?: string;
}

/** What happens to a property: it is kept, dropped, dropped with the whole structure that contains it, or gets another value. */
export type Verdict = 'keep' | 'drop' | 'drop-parent' | { readonly value: string };

export type Judge = (property: Property, value: string | undefined) => Verdict;

/** Decodes a packet in any encoding (XMP part 1 section 7.3: UTF-8, UTF-16, UTF-32). */
export function decodePacket(packet: Buffer): string | undefined {
  if (packet.length > MAX_XMP_BYTES) return undefined;
  const wide = packet.subarray(0, 64);
  try {
    if (wide.indexOf('<\0', 0, 'latin1') === 0 || wide.indexOf('\xff\xfe', 0, 'latin1') === 0)
      return decode('utf-16le', packet);
    if (wide.indexOf('\0<', 0, 'latin1') === 0 || wide.indexOf('\xfe\xff', 0, 'latin1') === 0)
      return decode('utf-16be', packet);
    return decode('utf-8', packet);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** @returns undefined for what is no XML: a NUL stands in none. @throws TypeError when it is not in that encoding */
function decode(encoding: string, packet: Buffer): string | undefined {
  // Some programs end a packet with a NUL.
  const text = withoutTrailing(new TextDecoder(encoding, { fatal: true }).decode(packet), '\0');
  return text.includes('\0') ? undefined : text;
}

/**
 * @returns the packet as the judge wants it, or undefined if it is not well-formed: then it is not certain what would be
 *   removed
 */
export function cleanPacket(text: string, judge: Judge): string | undefined {
  try {
    return new PacketCleaner(text, judge).clean();
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

/** Drops properties that tell a location. */
export const dropPlaces: Judge = ({ namespace, name, prefix = '' }, value) => {
  if (NAMES.tells(name) || NAMESPACES.tells(namespace) || isPlacePrefix(prefix)) return 'drop';
  if (value === undefined) return 'keep';
  // Keywords of the Metadata Working Group: a branch of them stands beside the name of the branch.
  if (name === 'Keyword' && isPlaceBranch(value)) return 'drop-parent';
  return tellsPlace(value) || holdsPlace(value) ? 'drop' : 'keep';
};

/** Bytes in base64 or hexadecimal, as of a picture or of a maker's note: without line ends, as programs write them, or with. */
function holdsPlace(value: string): boolean {
  if (value.length < MIN_BASE64_LENGTH || !/^[A-Za-z0-9+/=\s]+$/.test(value)) return false;
  const isHex = /^[\dA-Fa-f\s]+$/.test(value);
  const bytes = isHex ? Buffer.from(value.replace(/\s+/g, ''), 'hex') : Buffer.from(value, 'base64');
  return [bytes, unpacked(bytes)].some((one) => one !== undefined && (one.includes('Exif\0') || bytesTellPlace(one)));
}

/** Undefined where bytes are not packed by zlib or gzip. */
function unpacked(bytes: Buffer): Buffer | undefined {
  if (!(bytes[0] === 0x78 || (bytes[0] === 0x1f && bytes[1] === 0x8b))) return undefined;
  try {
    return unzipSync(bytes, { maxOutputLength: MAX_XMP_BYTES });
  } catch {
    return undefined;
  }
}

/** A shorter text of these characters is taken for a word. */
const MIN_BASE64_LENGTH = 24;

/** Answers of a pure question, as packets hold the same few names again and again. */
class Answers {
  static readonly #MAX = 2000;
  readonly #ask: (text: string) => boolean;
  readonly #known = new Map<string, boolean>();

  constructor(ask: (text: string) => boolean) {
    this.#ask = ask;
  }

  tells(text: string): boolean {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size >= Answers.#MAX) this.#known.clear();
    const answer = this.#ask(text);
    this.#known.set(text, answer);
    return answer;
  }
}

const NAMES = new Answers(namesPlace);
const NAMESPACES = new Answers((uri) => isPlaceNamespace(uri) || tellsPlace(uri));

/** Whether a packet tells a location. True also if that cannot be found out. */
export function packetTellsPlace(packet: Buffer): boolean {
  const text = decodePacket(packet);
  return text === undefined || cleanPacket(text, dropPlaces) !== text;
}

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

interface Open {
  readonly name: string;
  readonly property: Property;
  readonly start: number;
  /** Behind the opening tag. */
  readonly inside: number;
  readonly namespaces: ReadonlyMap<string, string>;
  verdict: Verdict;
  /** The text in it so far. */
  value: string;
  /** Has elements in it, and so no value of its own. */
  nested: boolean;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Of comments. */
const NO_PROPERTY: Property = { namespace: '', name: '' };
const NO_NAMESPACES: ReadonlyMap<string, string> = new Map();

class PacketCleaner {
  readonly #text: string;
  readonly #judge: Judge;
  readonly #edits: Edit[] = [];
  readonly #stack: Open[] = [];
  /** Depth of the outermost element that goes; what is in it is not looked at. */
  #droppedFrom: number | undefined;

  constructor(text: string, judge: Judge) {
    this.#text = text;
    this.#judge = judge;
  }

  /** @throws XmlError */
  clean(): string {
    for (const token of xmlTokens(this.#text)) this.#take(token);
    if (this.#stack.length > 0) throw new XmlError('an element without an end');
    return this.#edited();
  }

  #take(token: XmlToken): void {
    switch (token.kind) {
      case 'open':
      case 'empty':
        this.#open(token);
        break;
      case 'close':
        this.#close(token);
        break;
      case 'text':
        this.#value(token.text);
        break;
      case 'note':
        this.#note(token);
    }
  }

  #open(token: Extract<XmlToken, { kind: 'open' | 'empty' }>): void {
    const parent = this.#stack.at(-1);
    if (parent) parent.nested = true;
    const namespaces = declared(parent?.namespaces ?? NO_NAMESPACES, token.attributes);
    const property = resolve(token.name, namespaces, true);
    const { name, start, end } = token;
    const element: Open = { name, property, start, inside: end, namespaces, verdict: 'keep', value: '', nested: false };
    if (this.#droppedFrom === undefined) {
      element.verdict = this.#judge(property, undefined);
      if (element.verdict === 'drop' || element.verdict === 'drop-parent') this.#droppedFrom = this.#stack.length;
      else this.#judgeAttributes(token.attributes, element);
    }
    this.#stack.push(element);
    if (token.kind === 'empty') this.#end(element, end, end);
  }

  #judgeAttributes(attributes: readonly XmlAttribute[], element: Open): void {
    for (const attribute of attributes) {
      if (attribute.name === 'xmlns' || attribute.name.startsWith('xmlns:')) {
        this.#declaration(attribute);
        continue;
      }
      const property = resolve(attribute.name, element.namespaces, false);
      const verdict = this.#judge(property, attribute.value);
      // A resource is the value of its element, and an empty one of it would be wrong.
      const dropsElement = verdict === 'drop-parent' || (verdict === 'drop' && property.namespace === RDF);
      if (dropsElement && this.#droppedFrom === undefined) {
        element.verdict = 'drop';
        this.#droppedFrom = this.#stack.length;
        return;
      }
      if (verdict === 'drop') this.#edits.push({ start: attribute.start, end: attribute.end, text: '' });
      else if (typeof verdict === 'object') {
        this.#edits.push({ start: attribute.valueStart, end: attribute.valueEnd, text: escapeXml(verdict.value) });
      }
    }
  }

  /** The address of a namespace is a text, too; where it goes, so do all properties of it. */
  #declaration({ value, start, end }: XmlAttribute): void {
    if (this.#judge(NO_PROPERTY, value) === 'drop') this.#edits.push({ start, end, text: '' });
  }

  #value(text: string): void {
    const element = this.#stack.at(-1);
    if (this.#droppedFrom !== undefined || text.trim() === '') return;
    if (!element) throw new XmlError('text outside of all elements');
    // Comments may cut a text into parts.
    element.value += text;
    const verdict = this.#judge(element.property, element.value);
    element.verdict = verdict;
    if (verdict === 'drop') this.#droppedFrom = this.#stack.length - 1;
    else if (verdict === 'drop-parent') this.#droppedFrom = Math.max(0, this.#stack.length - 2);
  }

  #note({ text, start, end }: Extract<XmlToken, { kind: 'note' }>): void {
    if (this.#droppedFrom !== undefined) return;
    if (this.#judge(NO_PROPERTY, text) === 'drop') this.#edits.push({ start, end, text: '' });
  }

  #close({ name, start, end }: Extract<XmlToken, { kind: 'close' }>): void {
    const element = this.#stack.at(-1);
    if (!element || element.name !== name) throw new XmlError('an end without its beginning');
    this.#end(element, start, end);
  }

  #end(element: Open, start: number, end: number): void {
    this.#stack.pop();
    if (this.#droppedFrom === this.#stack.length) {
      this.#droppedFrom = undefined;
      this.#edits.push({ start: element.start, end, text: '' });
    } else if (
      this.#droppedFrom === undefined &&
      typeof element.verdict === 'object' &&
      !element.nested &&
      start > element.inside
    ) {
      this.#edits.push({ start: element.inside, end: start, text: escapeXml(element.verdict.value) });
    }
  }

  /** Edits within an element that goes fall away with it. */
  #edited(): string {
    if (this.#edits.length === 0) return this.#text;
    const edits = this.#edits.sort((a, b) => a.start - b.start || b.end - a.end);
    const parts: string[] = [];
    let at = 0;
    for (const { start, end, text } of edits) {
      if (start < at) continue;
      parts.push(this.#text.slice(at, start), text);
      at = end;
    }
    parts.push(this.#text.slice(at));
    return parts.join('');
  }
}

function declared(
  outer: ReadonlyMap<string, string>,
  attributes: readonly XmlAttribute[],
): ReadonlyMap<string, string> {
  const own = attributes.filter(({ name }) => name === 'xmlns' || name.startsWith('xmlns:'));
  if (own.length === 0) return outer;
  return new Map([...outer, ...own.map(({ name, value }) => [name.slice('xmlns:'.length), value] as const)]);
}

/** A default namespace holds for elements only. */
function resolve(name: string, namespaces: ReadonlyMap<string, string>, element: boolean): Property {
  const colon = name.indexOf(':');
  if (colon < 0) return { namespace: element ? (namespaces.get('') ?? '') : '', name };
  const prefix = name.slice(0, colon);
  return { namespace: namespaces.get(prefix) ?? prefix, name: name.slice(colon + 1), prefix };
}

const DUBLIN_CORE = 'http://purl.org/dc/elements/1.1/';

/** Text of a Dublin Core property, without its qualifiers: all creators, and the first of the rights, which stand there in several languages. */
export function dublinCore(packet: string, property: 'rights' | 'creator'): string | undefined {
  const isWanted = ({ namespace, name }: Property) => namespace === DUBLIN_CORE && name === property;
  const stack: Pick<Open, 'property' | 'namespaces'>[] = [];
  const found: string[] = [];
  try {
    for (const token of xmlTokens(packet)) {
      if (token.kind === 'close') stack.pop();
      else if (token.kind === 'note') continue;
      else if (token.kind === 'text') {
        const from = stack.findIndex((open) => isWanted(open.property));
        const isValue = from >= 0 && stack.slice(from + 1).every(({ property: { namespace } }) => namespace === RDF);
        if (isValue && token.text.trim() !== '') found.push(token.text.trim());
      } else {
        const namespaces = declared(stack.at(-1)?.namespaces ?? NO_NAMESPACES, token.attributes);
        const own = token.attributes.find(({ name }) => isWanted(resolve(name, namespaces, false)));
        if (own) found.push(own.value.trim());
        if (token.kind === 'open') stack.push({ property: resolve(token.name, namespaces, true), namespaces });
      }
    }
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
  }
  return (property === 'creator' ? found.join('; ') : found[0]) || undefined;
}

/** Makes a packet with author, rights and date, for formats without EXIF. */
export function rightsPacket(rights: {
  readonly artist?: string | undefined;
  readonly copyright?: string | undefined;
  readonly date?: string | undefined;
}): string {
  const { artist, copyright, date } = rights;
  const parts = [
    artist && `<dc:creator><rdf:Seq><rdf:li>${escapeXml(artist)}</rdf:li></rdf:Seq></dc:creator>`,
    copyright &&
      `<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(copyright)}</rdf:li></rdf:Alt></dc:rights>`,
    date && `<xmp:CreateDate>${escapeXml(date)}</xmp:CreateDate>`,
  ];
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">',
    `<rdf:RDF xmlns:rdf="${RDF}"><rdf:Description rdf:about=""`,
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">',
    ...parts.filter(Boolean),
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>',
  ].join('');
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' } as const;

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character as keyof typeof ENTITIES]);
}
