// What speaks of a place, by its meaning: names of properties, and words in texts. Every pattern is linear in its input.

/** Words of which one is enough, at whatever place in a name: `GpsLatitude`, `drone-dji:AbsoluteAltitude`. */
const ANYWHERE =
  /gps|latitude|longitude|altitude|elevation|sublocation|geotag|geoloc|geohash|geocod|georss|geodata|country|(?<!al)location|coordinate|placename|landmark|postalcode|postcode|zipcode|hometown|worldregion|locality|geograph|georef|continent|waterbody|what3words|waypoint|standort|ubicaci|licensorregion|breitengrad|ngengrad|municipal|cellid|cell_?tower|aufnahmeort|geoname|latlng|mapurl|maplink|trackpoint|homepoint|flightpath|cameraposition/;

/** Words that count only as a whole: `City` is a place, `Opacity` is none. */
const WHOLE = new Set(
  'geo lat lon lng latlon latlong lonlat city cities town village state states province provinces county coverage place places address street venue suburb neighbourhood neighborhood district territory poi adr mgrs utm island ort stadt bundesland lieu ville pays ciudad pais lugar provincia latitud longitud stad citta luogo gemeinde commune comune airport wifi'.split(
    ' ',
  ),
);

/** Words only where they are the whole name, as `geo:long`: there are long exposures, and regions of a picture, too. */
const EXACT = new Set(
  'long region subregion spatial basednear nation coords lnglat bssid ssid plaats land zip pluscode position timezonename paese osmid takenat'.split(
    ' ',
  ),
);

/** Names that hold such a word and tell a place within the picture. */
const HARMLESS = new Set(['subjectlocation']);

/** No program has longer names: what is in one is not searched. */
const MAX_NAME_LENGTH = 200;

/** @param name of a property or a text's keyword, in any case, without its prefix */
export function namesPlace(name: string): boolean {
  if (name.length > MAX_NAME_LENGTH) return true;
  const lower = name.toLowerCase();
  if (HARMLESS.has(lower)) return false;
  return EXACT.has(lower.replaceAll('_', '')) || ANYWHERE.test(lower) || words(name).some((word) => WHOLE.has(word));
}

/** `ProvinceState`, `province-state` and `PROVINCE_STATE`: province, state. */
function words(name: string): string[] {
  const apart = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
  return apart.toLowerCase().split(/[^\p{L}]+/u);
}

/** Prefixes that say so, whatever namespace they stand for. */
const PLACE_PREFIXES: ReadonlySet<string> = new Set(['gps', 'geo', 'georss', 'exifgps', 'location', 'wgs84']);

export function isPlacePrefix(prefix: string): boolean {
  return PLACE_PREFIXES.has(prefix.toLowerCase());
}

/** The names of branches of keywords for places. */
export function isPlaceBranch(keyword: string): boolean {
  return /^(?:places?|locations?|orte|lieux|lugares)$/i.test(keyword.trim());
}

/** Namespaces all of whose properties are about places: W3C's `wgs84_pos#`, GeoRSS, `http://ns.example.com/gps/1.0/`, a phone's cell. */
export function isPlaceNamespace(uri: string): boolean {
  return /(^|[^a-z])(geo|gps|georss|location|exifgps|wgs84_pos|cell)([^a-z]|$)|wgs84|georss/.test(uri.toLowerCase());
}

/** Texts that give a reading of a place, or say that they name one. */
const READINGS = [
  // Machine tags and addresses: `geo:lat=51.5`, `geo:51.5,-0.1`.
  /geo:(?:lat|lon|-?\d)/i,
  // Names of properties: `GPSLatitude`, `"lat": 51.5`, `mLat=51.5`, `<lat>51.5`, `lat 51.507`.
  /gps ?(?:lat|lon|pos|alt|info|coord)/i,
  /latitude|longitude|\b(?:latitud|longitud)\b|breitengrad|ngengrad/i,
  /\bgps\s{0,3}[:=]\s{0,3}[-+]?\d/i,
  /\bgps[\s"'[(:=]{0,5}[-+]?\d{1,3}[.,]\d{2}/i,
  /\b(?:lat|lon|lng)(?:_[a-z]{1,7})?["']?\s{0,3}[:=>]\s{0,3}["']?-?\d/i,
  /[a-z](?:Lat|Lon|Lng)["']?\s{0,3}[:=>]\s{0,3}["']?-?\d/,
  /\b(?:lat|lon|lng)\.?\s{1,3}[-+]?\d{1,3}[.,]\d{2}/i,
  // ISO 6709.
  /[+-]\d{2}(?:\d{2})?\.\d{3,9}[+-]\d{3}(?:\d{2})?\.\d{3,9}/,
  // `51° 30' 26" N`, `N 51° 30.44' W 0° 7.67'`, `51.5074° N, 0.1278° W`; as EXIF is written in XMP: `51,30.444N`.
  /\d{1,3}\s?(?:°|deg)\s?\d{1,2}[\s'′?]{1,3}[\d."″\s?]{0,12}[NSEWO]\b/,
  /\b\d{1,3},\d{1,2}\.\d{1,9}[NSEW]\b/,
  /\d\.\d{2,12}\s?(?:Â?°\s?)?[NS]\b[\s,;/]{0,3}\d{1,3}\.\d{2,12}\s?(?:Â?°\s?)?[EW]\b/,
  /\b[NS]\s?\d{1,2}(?:\.\d{2}|\s?Â?°)[^A-Za-z]{0,24}[\s,;/][EW]\s?\d{1,3}(?:\.\d{2}|\s?Â?°)/,
  // Links to maps: `/@51.507,-0.128,17z`, `?q=51.507,-0.128`, `cp=51.507~-0.128`, `#map=18/51.507/-0.128`, `!3d51.507!4d-0.128`.
  /(?:[@/]|[?&](?:q|ll|query|center|daddr)=)-?\d{1,2}\.\d{3,12}(?:,|%2C)\s?[-+]?\d{1,3}\.\d{3}/i,
  /\d\.\d{2,12}(?:~|%7E)-?\d{1,3}\.\d{2}/i,
  /\bmap=\d{1,2}\/-?\d{1,2}\.\d|!3d-?\d{1,2}\.\d{1,12}!4d|goo\.gl\/maps|maps\.app\.goo\.gl|geonames\.org\/|what3words\.com\//i,
  // Receivers, GIS programs, Open Location Code, UTM, and what3words.
  /\$G[PNLA](?:GGA|RMC|GLL|GNS),/,
  /coordinates?["']?[>:=]\s{0,3}["'[(]{0,2}[-+]?\d{1,3}\.\d{2}|\bpoint\s?z?\s?\(\s{0,3}-?\d{1,3}\.\d{2}/i,
  // Geography Markup Language, and the names of systems of coordinates.
  /<(?:[\w-]{1,20}:)?(?:pos|posList|lowerCorner|upperCorner)(?:\s[^<>]{0,80})?>\s{0,3}[-+]?\d/i,
  /\bEPSG:{1,2}(?:4326|3857|4258)\b|\bCRS:?84\b/i,
  /\b[23456789C][23456789CFGHJMPQRV][23456789CFGHJMPQRVWX]{6}\+[23456789CFGHJMPQRVWX]{2,3}\b/,
  /\b\d{1,2}[C-HJ-NP-X]\s?\d{6}(?:\.\d{1,3})?\s{1,2}\d{7}\b/,
  /(?:^|[^:/])\/\/\/\p{L}{2,20}\.\p{L}{2,20}\.\p{L}{2,20}(?![\p{L}./])/u,
  // Two numbers alone, or behind a word for a place. Others stand in rows of numbers, as those of a curve do.
  /^\s{0,9}[([]?-?\d{1,2}\.\d{4,12}\s?°?\s{0,3}[,;]\s{0,3}-?\d{1,3}\.\d{4,12}\s?°?[)\]]?[\s\0]{0,9}$/,
  /^\s{0,9}[([]?-?\d{1,2},\d{4,12}\s?°?\s{0,3};\s{0,3}-?\d{1,3},\d{4,12}\s?°?[)\]]?[\s\0]{0,9}$/,
  /^\s{0,9}-?(?:\d{2}\.\d{4,12}\s{1,3}-?\d{1,3}|\d{1,2}\.\d{4,12}\s{1,3}-?\d{2,3})\.\d{4,12}[\s\0]{0,9}$/,
  /(?:location|position|coord[a-z]{0,10}|place|standort|koordinaten|lieu|lugar|ubicaci[oó]n|posici[oó]n)\s{0,3}[:=]\s{0,3}[([]?[-+]?\d{1,2}[.,]\d{2,12}\s?°?\s{0,3}[,;/]\s{0,3}-?\d{1,3}[.,]\d{2}/i,
  // Two numbers of five digits behind the point or comma, with no third beside them.
  /(?:^|[^\d\s.,;+-])\s{0,3}[([]?-?[1-9]\d?\.\d{5,12}\s?°?\s{0,3}[,;]\s{0,3}-?\d{1,3}\.\d{5,12}(?![\d.]|\s{0,3}[,;]?\s{0,3}-?\d)/,
  /(?:^|[^\d\s.,;+-])\s{0,3}[([]?-?[1-9]\d?,\d{5,12}\s?°?\s{0,3};\s{0,3}-?\d{1,3},\d{5}/,
  /(?:^|[^\d\s.,;+-])\s{0,3}[([]?-?(?:[1-9]\d\.\d{5,12}\s{1,3}-?\d{1,3}|[1-9]\.\d{5,12}\s{1,3}-?\d{2,3})\.\d{5,12}(?![\d.]|\s{0,3}[,;]?\s{0,3}-?\d)/,
  // A line that says which place it names: `City: London`, `"location": "London"`, `<ns:City>London`.
  /(?:^|[\p{Cc};|,{<:])\s{0,9}["']?(?:sub-?location|location|city|country|place|standort|aufnahmeort|ort|stadt|lieu|ville|pays|lugar|ciudad|pa[ií]s)["']?\s{0,3}[:=>]\s{0,3}["']?\p{L}/iu,
  /<(?:[\w-]{1,20}:)?(?:sub-?location|location|city|country|place|province)\s[^<>]{0,80}>\s{0,3}\p{L}/iu,
  /\b(?:city|country|sublocation|province|aufnahmeort)\s{0,3}[:=]\s{0,3}\p{L}/iu,
  // The branch of keywords that Lightroom, digiKam and ACDSee have for places.
  /^(?:places?|locations?|orte|lieux|lugares)[|/]/i,
  /<Category[^<>]{0,40}>(?:places?|locations?|orte|lieux|lugares)</i,
];

/** Whether a text gives a reading of a place. A caption that only names one cannot be told from any other. */
export function tellsPlace(text: string): boolean {
  return READINGS.some((reading) => reading.test(text));
}

/** The same of bytes whose encoding nobody tells. */
export function bytesTellPlace(bytes: Buffer): boolean {
  return readingsOf(bytes).some(tellsPlace);
}

/** Of what is longer, such as a maker's note, only the texts in it are read: to search all of it would take long. */
const MAX_TEXT_BYTES = 4096;

/** As UTF-8, or else Latin-1, in which a degree sign looks otherwise; where there are zeros, as UTF-16 of either order, too. */
function readingsOf(bytes: Buffer): string[] {
  if (!bytes.includes(0)) {
    const utf8 = bytes.toString('utf8');
    return utf8.includes('\uFFFD') ? [utf8, bytes.toString('latin1')] : [utf8];
  }
  const latin1 = bytes.toString('latin1');
  // Without its zeros, whatever it begins at: texts lie anywhere in a maker's note.
  const squeezed = latin1.replaceAll('\0', '');
  if (bytes.length > MAX_TEXT_BYTES) return [textsIn(latin1), textsIn(squeezed)];
  const swapped = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
  return [bytes.toString('utf8'), latin1, squeezed, bytes.toString('utf16le'), swapped.toString('utf16le')];
}

/** What can be read, line by line; a degree sign of UTF-8 has a character before it. */
function textsIn(latin1: string): string {
  return latin1.match(/[\t\x20-\x7e\xb0\xc2]{5,}/g)?.join('\n') ?? '';
}
