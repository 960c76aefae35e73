// What speaks of a place, by its meaning: names of properties, and words in texts. Every pattern is linear in its input.

/** Words of which one is enough, at whatever place in a name: `GpsLatitude`, `drone-dji:AbsoluteAltitude`. */
const ANYWHERE =
  /gps|latitude|longitude|altitude|elevation|sublocation|geotag|geoloc|geohash|geocod|georss|geodata|country|(?<!al)location|coordinate|placename|landmark|postalcode|postcode|zipcode|hometown|worldregion|locality|geograph|georef|continent|waterbody|what3words|waypoint|standort|ubicaci|licensorregion/;

/** Words that count only as a whole: `City` is a place, `Opacity` is none. */
const WHOLE = new Set(
  'geo lat lon lng latlon latlong lonlat city cities town village state states province provinces county coverage place places address street venue suburb neighbourhood neighborhood district territory poi adr mgrs utm island ort stadt bundesland lieu ville pays ciudad pais lugar provincia'.split(
    ' ',
  ),
);

/** A word only where it is the whole name, as `geo:long`: there are long exposures, too. */
const EXACT = new Set(['long']);

/** Names that hold such a word and tell a place within the picture. */
const HARMLESS = new Set(['subjectlocation']);

/** No program has longer names: what is in one is not searched. */
const MAX_NAME_LENGTH = 200;

/** @param name of a property or a text's keyword, in any case, without its prefix */
export function namesPlace(name: string): boolean {
  if (name.length > MAX_NAME_LENGTH) return true;
  const lower = name.toLowerCase();
  if (HARMLESS.has(lower)) return false;
  return EXACT.has(lower) || ANYWHERE.test(lower) || words(name).some((word) => WHOLE.has(word));
}

/** `ProvinceState`, `province-state` and `PROVINCE_STATE`: province, state. */
function words(name: string): string[] {
  const apart = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
  return apart.toLowerCase().split(/[^\p{L}]+/u);
}

/** Namespaces all of whose properties are about places: W3C's `wgs84_pos#`, GeoRSS, `http://ns.example.com/gps/1.0/`, a phone's cell. */
export function isPlaceNamespace(uri: string): boolean {
  return /(^|[^a-z])(geo|gps|georss|location|exifgps|wgs84_pos|cell)([^a-z]|$)|wgs84|georss/.test(uri.toLowerCase());
}

/**
 * Machine tags, addresses and readings: `geo:lat=51.5`, `geo:51.5,-0.1`, `GPSLatitude`, `GPS: 51.5`, `lat: 51.5`, ISO 6709,
 * `51.5074, -0.1278`, `51.5074° N, 0.1278° W`, `N 51° 30.44' W 0° 7.67'`, and links to maps: `/@51.507,-0.128,17z`, `?q=51.507,-0.128`.
 */
const READINGS = [
  /geo:(?:lat|lon|-?\d)/i,
  /gps ?(?:lat|lon|pos|alt|info|coord)/i,
  /latitude|longitude/i,
  /\bgps\s{0,3}[:=]\s{0,3}[-+]?\d/i,
  /\b(?:lat|lon|lng)\s{0,3}[:=]\s{0,3}-?\d/i,
  /[+-]\d{2}(?:\d{2})?\.\d{3,9}[+-]\d{3}(?:\d{2})?\.\d{3,9}/,
  /\d{1,3}\s?(?:°|deg)\s?\d{1,2}[\s'′]{1,3}[\d."″\s]{0,12}[NSEWO]\b/,
  // As EXIF is written in XMP.
  /\b\d{1,3},\d{1,2}\.\d{1,9}[NSEW]\b/,
  /\d\.\d{2,12}\s?(?:Â?°\s?)?[NS]\b[\s,;/]{0,3}\d{1,3}\.\d{2,12}\s?(?:Â?°\s?)?[EW]\b/,
  /\b[NS]\s?\d{1,2}(?:\.\d{2}|\s?Â?°)[^A-Za-z]{0,24}[\s,;/][EW]\s?\d{1,3}(?:\.\d{2}|\s?Â?°)/,
  /(?:[@/]|[?&](?:q|ll|query|center|daddr)=)-?\d{1,2}\.\d{3,12}(?:,|%2C)\s?[-+]?\d{1,3}\.\d{3}/i,
  /\$GP(?:GGA|RMC|GLL),/,
  // Two numbers alone, or behind a word for a place. Others stand in rows of numbers, as those of a curve do.
  /^\s{0,9}[([]?-?\d{1,2}\.\d{4,12}\s?°?\s{0,3}[,;]\s{0,3}-?\d{1,3}\.\d{4,12}\s?°?[)\]]?[\s\0]{0,9}$/,
  /(?:location|position|coord[a-z]{0,10}|place|standort|koordinaten|lieu|lugar|ubicaci[oó]n|posici[oó]n)\s{0,3}[:=]\s{0,3}[([]?-?\d{1,2}\.\d{2,12}\s?°?\s{0,3}[,;/]\s{0,3}-?\d{1,3}\.\d{2}/i,
  // The branch of keywords that Lightroom and digiKam have for places.
  /^(?:places?|locations?|orte|lieux|lugares)[|/]/i,
];

/** Whether a text gives a reading of a place. A caption that only names one cannot be told from any other. */
export function tellsPlace(text: string): boolean {
  return READINGS.some((reading) => reading.test(text));
}

/** The same of bytes in UTF-8, or else Latin-1, in which a degree sign looks otherwise. */
export function bytesTellPlace(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  return tellsPlace(text) || (text.includes('\uFFFD') && tellsPlace(bytes.toString('latin1')));
}
