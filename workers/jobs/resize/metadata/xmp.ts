// Takes the place out of an XMP packet (ISO 16684-1), and reads the rights from one.

/** Properties that tell a place, by namespace. `GPS*` of EXIF are matched by their start. */
const PLACES: Readonly<Record<string, RegExp>> = {
  'http://ns.adobe.com/exif/1.0/': /^GPS/,
  'http://ns.adobe.com/photoshop/1.0/': /^(City|State|Country)$/,
  'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/': /^(Location|CountryCode)$/,
  'http://iptc.org/std/Iptc4xmpExt/2008-02-29/': /^Location(Created|Shown)$/,
};

const PREFIX = /xmlns:([\w.-]+)\s*=\s*(["'])(.*?)\2/g;

/** The packet without the properties that tell a place; undefined when they cannot be taken out for sure. */
export function withoutLocation(packet: string): string | undefined {
  let text = packet;
  for (const [, prefix = '', , namespace = ''] of packet.matchAll(PREFIX)) {
    const names = PLACES[namespace];
    if (names) text = removeProperties(text, prefix, names);
  }
  return /GPS(Latitude|Longitude|Position)/.test(text) ? undefined : text;
}

function removeProperties(text: string, prefix: string, names: RegExp): string {
  const attribute = new RegExp(`\\s${escapePattern(prefix)}:([\\w.-]+)\\s*=\\s*("[^"]*"|'[^']*')`, 'g');
  const empty = new RegExp(`<${escapePattern(prefix)}:([\\w.-]+)(\\s[^<>]*)?/>`, 'g');
  const element = new RegExp(
    `<${escapePattern(prefix)}:([\\w.-]+)(?:\\s[^<>]*)?>[\\s\\S]*?</${escapePattern(prefix)}:\\1\\s*>`,
    'g',
  );
  const drop = (found: string, name: string) => (names.test(name) ? '' : found);
  return text.replace(attribute, drop).replace(empty, drop).replace(element, drop);
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
}

/** Text of a Dublin Core property: the first entry of its list. */
export function dublinCore(packet: string, property: 'rights' | 'creator'): string | undefined {
  const element = new RegExp(`<dc:${property}\\b[^>]*>([\\s\\S]*?)</dc:${property}>`).exec(packet)?.[1];
  const text = element && (/<rdf:li\b[^>]*>([\s\S]*?)<\/rdf:li>/.exec(element)?.[1] ?? element);
  const plain = text?.replace(/<[^>]*>/g, '').trim();
  return plain === undefined || plain === '' ? undefined : unescapeXml(plain);
}

/** A packet that tells author, rights and date, for formats that hold no EXIF. */
export function rightsPacket(rights: {
  readonly artist?: string;
  readonly copyright?: string;
  readonly date?: string;
}) {
  const { artist, copyright, date } = rights;
  const parts = [
    artist && `<dc:creator><rdf:Seq><rdf:li>${escapeXml(artist)}</rdf:li></rdf:Seq></dc:creator>`,
    copyright &&
      `<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(copyright)}</rdf:li></rdf:Alt></dc:rights>`,
    date && `<xmp:CreateDate>${escapeXml(date)}</xmp:CreateDate>`,
  ];
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">',
    ...parts.filter(Boolean),
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>',
  ].join('');
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' } as const;

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character as keyof typeof ENTITIES]);
}

function unescapeXml(text: string): string {
  const plain = Object.fromEntries(Object.entries(ENTITIES).map(([character, entity]) => [entity, character]));
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (entity) => plain[entity] ?? entity);
}
