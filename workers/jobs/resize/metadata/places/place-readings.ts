// Recognises texts with coordinates of a location, and texts that say that they name a location. Every pattern is linear in its input.

/** Numbers and marks in degrees: `51° 30' 26" N`, `51:30:26 N`, `51.5074° N`, `51 degrees north`. */
const ANGLES = [
  /\d{1,3}\s?(?:[°º˚]|deg)\s?\d{1,2}[\s'′’?]{1,3}[\d."″”\s?]{0,12}[NSEWO]\b/,
  /\d\s?(?:Â?[°º˚]|deg(?:rees?)?)[^A-Za-z]{0,20}(?:north|south|east|west|nord|sud|süd|ost|est|ouest|norte|sur|este|oeste)\b/i,
  /\b\d{1,3}d\s?\d{1,2}m\s?[\d.]{1,6}s\s?[NSEW]\b/i,
  // As EXIF is written in XMP, and as GIS programs and wikis write it.
  /\b\d{1,3},\d{1,2}\.\d{1,9}[NSEW]\b/,
  /\b\d{1,2}:\d{2}:\d{2}(?:\.\d{1,6})?\s?[NS]\b[\s,;/]{0,3}\d{1,3}:\d{2}/,
  /\b\d{1,2}\s\d{1,2}\s\d{1,2}(?:\.\d{1,6})?\s?[NS]\b[\s,;/]{1,3}\d{1,3}\s\d{1,2}\s\d/,
  /\b[NS]\s?\d{1,2}\s\d{1,2}\s\d{1,2}(?:\.\d{1,6})?[\s,;/]{1,3}[EW]\s?\d{1,3}\s\d{1,2}\s\d/,
  /\b\d{1,2}_(?:\d{1,2}_){0,2}[\d.]{1,9}_[NS]_\d/,
  /\b\d{1,2}\.\d{2,12}_[NS]_\d/,
  /\d\.\d{2,12}\s?(?:Â?[°º˚]\s?)?[NS]\b[\s,;/]{0,3}\d{1,3}(?:\.\d{1,12})?\s?(?:Â?[°º˚]\s?)?[EWO]\b/,
  /\d\s?[NS]\b[\s,;/]{0,3}\d{1,3}\.\d{2,12}\s?[EWO]\b/,
  /\b[NS]\s?\d{1,2}(?:\.\d{2}|\s?Â?[°º˚])[^A-Za-z]{0,24}[\s,;/][EW]\s?\d{1,3}(?:\.\d{2}|\s?Â?[°º˚])/,
  // As people who hide and seek things write it: degrees, and minutes with a point.
  /\b[NS]\s?\d{1,2}\s\d{1,2}\.\d{2,9}[\s,;/]{1,4}[EWO]\s?\d{1,3}\s\d{1,2}\.\d{2}/,
  /\b\d{1,2}\s\d{1,2}\.\d{2,9}\s?[NS][\s,;/]{1,4}\d{1,3}\s\d{1,2}\.\d{2,9}\s?[EWO]\b/,
  /\b[EWO]\s?\d{1,3}\.\d{2,12}\s?°?[\s,;/]{1,4}[NS]\s?\d{1,2}\.\d{2}/,
  /\d\.\d{3,12}\s?°[\s,;/]{1,4}[-+−]?\d{1,3}\.\d{3,12}\s?°/,
  // As receivers and radio amateurs write it: degrees and minutes in one number.
  /\b\d{4}\.\d{1,6}\s?,?[NS][\s,/]{0,3}\d{5}\.\d{1,6}\s?,?[EW]\b/,
  // ISO 6709.
  /[+-]\d{2}(?:\d{2})?\.\d{3,9}[+-]\d{3}(?:\d{2})?\.\d{3,9}/,
  /[+-]\d{6}\.\d{1,9}[+-]\d{7}\.\d{1,9}/,
];

/** Names of readings: `GPSLatitude`, `"lat": 51.5`, `mLat=51.5`, `<lat>51.5`, `lat 51.507`, `geo:51.5,-0.1`. */
const NAMED = [
  /geo:(?:lat|lon|-?\d)/i,
  /\bgeo\s?[=\s]\s?[-+−]?\d{1,2}\.\d{1,12}\s?[,;]\s?[-+−]?\d{1,3}\.\d/i,
  /\blat\.?\s?\d{1,2}\s\d{1,2}(?:\s\d{1,2})?(?:\.\d{1,6})?[\s,;/NS]{1,6}lo?ng?\.?\s?\d/i,
  /gps[ _-]?(?:lat|lon|pos|alt|info|coord|[xy]\b)/i,
  /latitude|longitude|\b(?:latitud|longitud)\b|(?:lat|long)itudine\b|breitengrad|ngengrad|breedtegraad|lengtegraad/i,
  /szeroko[sś][cć]\s?[:=]?\s?-?\d{1,2}\.\d{3}|leveysaste|pituusaste|широт|долгот|緯度|経度|纬度|经度|經度|위도|경도/,
  /gps\s{0,3}[:=]\s{0,3}[-+−]?\d/i,
  /gps[\s"'[(:=]{0,5}[-+−]?\d{1,3}[.,]\d{2}/i,
  /gps[\s"'[(:=]{0,5}[-+−]?\d{1,3}\.\d{1,12}[\s,;/]{1,4}[-+−]?\d{1,3}\.\d/i,
  /\b(?:lat|lon|lng)(?:_[a-z]{1,7})?["']?\s{0,3}(?:[:：=>]|%3[AD])\s{0,3}["']?[-−]?\d/i,
  /\b(?:lat_?lo?ng?|lonlat|lnglat)["']?\s{0,3}[:=(]\s{0,3}["'[(]{0,2}[-+]?\d/i,
  /[a-z](?:Lat|Lon|Lng)["']?\s{0,3}[:=>]\s{0,3}["']?-?\d/,
  /\b(?:lat|lon|lng)\.?\s{1,3}[-+−]?\d{1,3}[.,]\d{2}/i,
  /\d{1,3}[.,]\d{2,12}\s?°?\s?(?:lat|lon|lng|latitude|longitude)\b/i,
  /coordinates?["']?[>:=]\s{0,3}["'[(]{0,2}[-+]?\d{1,3}\.\d{2}|\bpoint\s?z?\s?\(\s{0,3}-?\d{1,3}\.\d{2}/i,
  /\bgeo\.(?:position|placename|region)\b|\bICBM\b/i,
  /\bgeohash\b|\bMCC\s?[:=]\s?\d{3}\D{1,4}MNC|\bBSSID\b/i,
];

/** Links to maps: `/@51.507,-0.128,17z`, `?q=51.507,-0.128`, `cp=51.507~-0.128`, `#map=18/51.507/-0.128`, `!3d51.507!4d-0.128`. */
const LINKS = [
  /\/@-?\d{1,2}(?:\.\d{1,20})?,-?\d{1,3}(?:\.\d{1,20})?,\d{1,8}(?:\.\d{1,4})?[zma]\b/i,
  /[?&](?:q|s?ll|map|query|center|[ds]addr|destination|location|markers?)=(?:loc:)?-?\d{1,2}\.\d{1,12}(?:,|%2C)\s?[-+]?\d{1,3}\.\d/i,
  /(?:[@/]\s?|[?&](?:q|s?ll|c|map|query|center|[ds]addr|destination|origin|location|position|markers?|pos)=(?:loc:)?)-?\d{1,2}\.\d{3,12}(?:,|%2C)\s?[-+]?\d{1,3}\.\d{3}/i,
  /[?&]m?(?:lat|lon|lng)=-?\d|[?&]x=-?\d{1,3}\.\d{2,12}&y=-?\d{1,3}\.\d{2}|\bll=-?\d{1,2}\.\d{3}/i,
  /\d\.\d{2,12}(?:~|%7E)-?\d{1,3}\.\d{2}/i,
  /\bmap=\d{1,2}\/-?\d{1,2}\.\d|!3d-?\d{1,2}\.\d{1,12}!4d|goo\.gl\/maps|maps\.app\.goo\.gl|geonames\.org\/|what3words\.com\//i,
  /\/maps\/(?:place|dir|search)\/|maps\.apple\.com\/(?:place)?\?|\bamap\.com\/place\//i,
  /openstreetmap\.org\/(?:node|way|relation)\/\d|\bosm\.org\/go\/|\bgeohash\.org\/|\bw3w\.co\//i,
];

/** Receivers, GIS programs, Open Location Code, grids of maps, and what3words. */
const SYSTEMS = [
  /\$(?:(?:G[ABILNPQ]|BD|QZ)(?:GGA|RMC|GLL|GNS)|PMGNTRK),/,
  // Geography Markup Language, and the names of systems of coordinates.
  /<(?:[\w-]{1,20}:)?(?:pos|posList|lowerCorner|upperCorner)(?:\s[^<>]{0,80})?>\s{0,3}[-+]?\d/i,
  /\bEPSG:{1,2}(?:4326|3857|4258)\b|\bCRS:?84\b|\bCH1903\b|\bECEF\b|\brechtswert\b|\bhochwert\b/i,
  /\b[23456789C][23456789CFGHJMPQRV][23456789CFGHJMPQRVWX]{6}\+[23456789CFGHJMPQRVWX]{2,3}\b/,
  /\b[23456789CFGHJMPQRVWX]{4}\+[23456789CFGHJMPQRVWX]{2,3},?\s\p{Lu}\p{Ll}/u,
  /\b\d{1,2}[C-HJ-NP-X]\s?\d{6}(?:\.\d{1,3})?\s{1,2}\d{7}\b/,
  /\bE\s?\d{6}(?:\.\d{1,3})?[\s,]{1,3}N\s?\d{7}\b/,
  /\bmgrs\b/i,
  /\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}(?:\s?\d{5}\s?\d{5}|\s\d{4}\s\d{4})\b/,
  /\b[HNOST][A-HJ-Z]\s\d{5}\s\d{5}\b/,
  /\b(?:locator|maidenhead|qth|grid ?square)\s{0,3}[:=]?\s{0,3}[A-R]{2}\d{2}/i,
  /(?:^|[^:/])\/\/\/\p{L}{2,20}\.\p{L}{2,20}\.\p{L}{2,20}(?![\p{L}./])|\bw3w\s{0,3}[:=]/u,
];

/** Two numbers alone, or behind a word for a place. Others stand in rows of numbers, as those of a curve do. */
const PAIRS = [
  /^\s{0,9}[([]?[-+−]?\d{1,2}\.\d{4,12}\s?°?\s{0,3}[,;/|&،、]\s{0,3}[-+−]?\d{1,3}\.\d{4,12}\s?°?[)\]]?[\s\0]{0,9}$/,
  /^\s{0,9}[([]?-?\d{1,2},\d{4,12}\s?°?\s{0,3};\s{0,3}-?\d{1,3},\d{4,12}\s?°?[)\]]?[\s\0]{0,9}$/,
  /^\s{0,9}-?(?:\d{2}\.\d{4,12}\s{1,3}-?\d{1,3}|\d{1,2}\.\d{4,12}\s{1,3}-?\d{2,3})\.\d{4,12}[\s\0]{0,9}$/,
  /(?:location|position|coord[a-z]{0,10}|place|standort|koordinaten|lieu|lugar|ubicaci[oó]n|posici[oó]n|\bloc)\s{0,3}[:=]\s{0,3}[([]?[-+−]?\d{1,2}[.,]\d{2,12}\s?°?\s{0,3}[,;/]\s{0,3}[-+−]?\d{1,3}[.,]\d{2}/i,
  /\bwgs\s?-?84\b[\s:=(,]{1,5}[-+]?\d{1,3}\.\d{2,12}[\s,;/]{1,4}[-+]?\d{1,3}\.\d{2}/i,
  /\d\.\d{3,12}[\s,;/]{1,4}(?:[xy]\s?=\s?)?[-+]?\d{1,3}\.\d{3,12}[\s,;(]{1,4}wgs\s?-?84\b/i,
  /\(\s?-?[1-9]\d\.\d{4,12}\s?°?,\s?-?\d{1,3}\.\d{4,12}\s?°?\s?\)/,
  // Two numbers of five digits behind the point or comma, with no third beside them.
  /(?:^|[^\d\s.,;+-])\s{0,3}[([]?-?[1-9]\d?\.\d{5,12}\s?°?\s{0,3}[,;]\s{0,3}-?\d{1,3}\.\d{5,12}(?![\d.]|\s{0,3}[,;]?\s{0,3}-?\d)/,
  /(?:^|[^\d\s.,;+-])\s{0,3}[([]?-?[1-9]\d?,\d{5,12}\s?°?\s{0,3};\s{0,3}-?\d{1,3},\d{5}/,
  /(?:^|[^\d\s.,;+-])\s{0,3}[([]?-?(?:[1-9]\d\.\d{5,12}\s{1,3}-?\d{1,3}|[1-9]\.\d{5,12}\s{1,3}-?\d{2,3})\.\d{5,12}(?![\d.]|\s{0,3}[,;]?\s{0,3}-?\d)/,
];

/** A line that says which place it names: `City: London`, `"location": "London"`, `<ns:City>London`. */
const SAYINGS = [
  /(?:^|[\p{Cc};|,{<:])\s{0,9}["']?(?:sub-?location|location|city|country|place|standort|aufnahmeort|ort|stadt|lieu|ville|pays|lugar|ciudad|pa[ií]s)["']?\s{0,3}[:=>]\s{0,3}["']?\p{L}/iu,
  /(?:^|[\p{Cc};|,{<:])\s{0,9}["']?(?:town|village|county|venue|airport|locality|municipality|citt[aà]|paese|luogo|cidade|miasto|plaats|taken (?:at|in)|where|loc|aufgenommen in|prise? à|tomada en|scattata a|postal address)["']?\s{0,3}[:=>]\s{0,3}["']?\p{L}/iu,
  /(?:^|[\p{Cc};|,{<:])\s{0,9}["']?(?:street|stra(?:ss|ß)e|address|adresse|direcci[oó]n|indirizzo|adr)["']?(?:;[\w=]{1,30})?\s{0,3}[:=>]\s{0,3}["']?;{0,3}(?:\d{1,5}[a-z]?,?\s)?\p{L}{2,30}(?:[\s,;"'<]|$)/iu,
  /<(?:[\w-]{1,20}:)?(?:sub-?location|location|city|country|place|province)\s[^<>]{0,80}(?:>\s{0,3}\p{L}|name\s?=)/iu,
  /\b(?:city|country|sublocation|province|aufnahmeort|(?:shot|photo) location)\s{0,3}[:=]\s{0,3}["']?\p{L}/iu,
  /\b(?:plz|zip(?: ?code)?|post(?:al)? ?code|code postal)\s{0,3}[:=]\s{0,3}[A-Z]{0,2}\d/i,
  // A pin on a map.
  /📍/u,
  // The branch of keywords that Lightroom, digiKam and ACDSee have for places.
  /^(?:places?|locations?|orte|lieux|lugares)[|/]/i,
  /<Category[^<>]{0,40}>(?:places?|locations?|orte|lieux|lugares)</i,
];

const READINGS = [...ANGLES, ...NAMED, ...LINKS, ...SYSTEMS, ...PAIRS, ...SAYINGS];

/** Whether a text tells a location. A caption that only names a place cannot be distinguished from any other. */
export function tellsPlace(text: string): boolean {
  return READINGS.some((reading) => reading.test(text));
}

/** The same for bytes of unknown encoding. */
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
