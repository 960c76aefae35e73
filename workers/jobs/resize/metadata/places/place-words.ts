// Recognises names of properties that are about a location by the words in them. Every pattern is linear in its input.

/** Words of which one is enough, at whatever place in a name: `GpsLatitude`, `drone-dji:AbsoluteAltitude`. */
const ANYWHERE =
  /gps|latitude|longitude|altitude|elevation|sublocation|geotag|geoloc|geohash|geocod|georss|geodata|country|(?<!al)location|coordinate|placename|landmark|postal|postcode|zipcode|hometown|worldregion|locality|geograph|georef|continent|waterbody|what3words|waypoint|standort|ubicaci|licensorregion|breitengrad|ngengrad|municipal|cellid|celltower|aufnahmeort|geoname|latlng|mapurl|maplink|trackpoint|homepoint|flightpath|cameraposition|birthplace|workplace|residence|settlement|housenumber|adminarea|admin\d|osgrid|droneposition|vehicleposition|worldposition|map(?:center|view|tile)|heightasl|gemeindename|ibeacon|quadkey|gridref|maidenhead|rechtswert|hochwert|easting|northing|thoroughfare|abovesea|iso3166|mapdatum|hausnummer|localit|緯度|経度|纬度|经度|經度|場所|地点|城市|国家|位置|город|страна|широт|долгот|местополож/;

/** Words that count only as a whole: `City` is a place, `Opacity` is none. */
const WHOLE = new Set(
  'geo lat lon lng latlon latlong lonlat city cities town village state states province provinces county coverage place places address street venue suburb neighbourhood neighborhood district territory poi adr mgrs utm island ort stadt bundesland lieu ville pays ciudad pais lugar provincia latitud longitud stad citta luogo gemeinde commune comune airport wifi township hamlet borough parish prefecture oblast canton kanton territory landkreis ortsteil strasse straße island locator qth amsl cidade localidade bairro barrio'.split(
    ' ',
  ),
);

/** Words only where they are the whole name, as `geo:long`: there are long exposures, and regions of a picture, too. */
const EXACT = new Set(
  'long region subregion spatial basednear nation coords lnglat bssid ssid plaats land zip pluscode position timezonename paese osmid takenat mcc mnc wlan essid plz rue calle kommune kommun regione departement municipio município miasto země s2cell h3index loc checkin homeland zeme место lac iata icao regionname takenin shotat wheretaken beach lake river ocean mountain museum hotel peninsula islands governorate emirate raion okrug shire nazione staat sted mesto město miejsce miejscowość ország varos kunta paikka'.split(
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
  const joined = lower.replaceAll(/[_-]/g, '');
  return EXACT.has(joined) || ANYWHERE.test(joined) || words(name).some((word) => WHOLE.has(word));
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
