// XMP packets: what goes is cut out, all else stays byte for byte, and hostile ones take no longer than others.
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tellsPlace } from './places/place-readings.ts';
import { namesPlace } from './places/place-words.ts';
import { cleanPacket, decodePacket, dropPlaces } from './xmp.ts';

const wrap = (inner: string, attributes = '') =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n <rdf:Description rdf:about="" xmlns:a="urn:a"${attributes}>${inner}</rdf:Description></rdf:RDF></x:xmpmeta>\n   `;

describe('a packet', () => {
  it.each(['51.5, -0.1', `51.5${wrap('')}`, `${wrap('')}51.5`])(
    'with text outside of its elements is none: %s',
    (text) => {
      expect(cleanPacket(text, dropPlaces)).toBeUndefined();
    },
  );

  it.each(['<a:La&#116;itude>51.5</a:La&#116;itude>', '<a:b a:L"at="1"/>', "<a:b'/>"])(
    'with a name that is none is none: %s',
    (inner) => expect(cleanPacket(wrap(inner), dropPlaces)).toBeUndefined(),
  );

  it('may begin with a mark of its encoding, and end with blanks', () => {
    const text = `\uFEFF${wrap('')}  \n`;
    expect(cleanPacket(text, dropPlaces)).toBe(text);
  });
});

describe('names of places', () => {
  it.each([
    'GPSLatitude',
    'gpslatitude',
    'GpsLongtitude',
    'City',
    'home-city',
    'HOME_CITY',
    'ProvinceState',
    'Sublocation',
    'CountryCode',
    'long',
    'lat',
    'geo',
    'GeoTag',
    'AbsoluteAltitude',
    'LocationShown',
    'coverage',
  ])('%s is one', (name) => {
    expect(namesPlace(name)).toBe(true);
  });

  it.each([
    'Opacity',
    'Velocity',
    'LongExposure',
    'Alt',
    'Geometry',
    'Allocation',
    'Regions',
    'Orientation',
    'Plateau',
    'Template',
    'SubjectLocation',
    'Statement',
    'Rating',
  ])('%s is none', (name) => {
    expect(namesPlace(name)).toBe(false);
  });
});

describe('readings in texts', () => {
  it.each([
    'geo:lat=51.5',
    'geo:51.5,-0.1',
    'GPS position 1',
    'lat: 51.5',
    '+51.5074-000.1278/',
    '51° 30\' 26" N',
    '$GPRMC,1',
    'GPS: 51.5074, -0.1278',
    '51.5074° N, 0.1278° W',
    '51.5074N,0.1278W',
    "N 51° 30.444' W 000° 07.668'",
    'N51.5074 W0.1278',
    'https://www.google.com/maps/@51.5074,-0.1278,17z',
    'https://maps.google.com/?q=51.5074,-0.1278',
    '51.507412, -0.127812',
    ' (51.5074; 0.1278) ',
    'Location: 51.5074, -0.1278',
    'coordinates=51.51,-0.12',
    'Places|England|London',
    'Orte/England',
  ])('%s is one', (text) => {
    expect(tellsPlace(text)).toBe(true);
  });

  it.each([
    'A day in London',
    'f/2.8, 35mm',
    '2024-07-14T10:20:30+02:00',
    'plate 51',
    'translate: 5',
    '24.5 S, 3 East',
    'v1.25/2.345',
    'N95 mask, W3 road',
    '51.5, 0.1',
    '0.6722 -0.0635 -0.0963',
    '12.5000, 14.2500, 80.1000',
    'Workplaces|Office',
    'position 2, 51.5',
  ])('%s is none', (text) => {
    expect(tellsPlace(text)).toBe(false);
  });
});

describe('bytes as text', () => {
  const text = 'latitude=51.5074 longitude=-0.1278';
  it.each([
    ['base64', Buffer.from(text).toString('base64')],
    ['hexadecimal', Buffer.from(text).toString('hex')],
    ['base64 of what zlib packed', deflateSync(text).toString('base64')],
    ['base64 of what gzip packed', gzipSync(text).toString('base64')],
  ])('are searched in %s', (_, value) => {
    expect(cleanPacket(wrap(`<a:b>${value}</a:b>`), dropPlaces)).toBe(wrap(''));
  });

  it.each([
    Buffer.from('nothing of the kind in here').toString('base64'),
    Buffer.from('nothing of the kind').toString('hex'),
    deflateSync('nothing of the kind').toString('base64'),
    '78dadeadbeefdeadbeefdeadbeefdeadbeef',
  ])('stay without a place: %s', (value) => {
    expect(cleanPacket(wrap(`<a:b>${value}</a:b>`), dropPlaces)).toBe(wrap(`<a:b>${value}</a:b>`));
  });
});

describe('a packet', () => {
  it('without a place stays as it is', () => {
    const packet = wrap('<a:Title>Harbour &amp; sea</a:Title><!-- City --><?a City?>', " a:Note='x &lt; y'");
    expect(cleanPacket(packet, dropPlaces)).toBe(packet);
  });

  it.each([
    ['an element', wrap('<a:City>London</a:City><a:Title>T</a:Title>'), wrap('<a:Title>T</a:Title>')],
    ['an attribute', wrap('', ' a:City="London" a:Title="T"'), wrap('', ' a:Title="T"')],
    ['an empty element', wrap('<a:GPS a:x="1"/>'), wrap('')],
    ['a structure', wrap('<a:Location><rdf:Bag><rdf:li>a</rdf:li></rdf:Bag></a:Location>'), wrap('')],
    [
      'one entry of a list',
      wrap('<a:Tags><rdf:li>geo:lat=5</rdf:li><rdf:li>sea</rdf:li></a:Tags>'),
      wrap('<a:Tags><rdf:li>sea</rdf:li></a:Tags>'),
    ],
    ['a resource', wrap('<a:At rdf:resource="geo:51.5,0.1"/>'), wrap('')],
  ])('loses %s that tells one, and nothing else', (_, packet, cleaned) => {
    expect(cleanPacket(packet, dropPlaces)).toBe(cleaned);
  });

  it.each([
    ['has a document type', `<!DOCTYPE a>${wrap('')}`],
    ['does not end', wrap('').slice(0, -30)],
    ['is crossed', '<a><b></a></b>'],
    ['has unknown entities', wrap('<a:x>&place;</a:x>')],
    ['has a bad attribute', '<a b=c></a>'],
  ])('that %s cannot be cleaned', (_, packet) => {
    expect(cleanPacket(packet, dropPlaces)).toBeUndefined();
  });

  it('in UTF-16 is read, and one in no encoding is not', () => {
    expect(decodePacket(Buffer.from('\uFEFF<a/>', 'utf16le'))).toBe('<a/>');
    expect(decodePacket(Buffer.from([0x3c, 0xff, 0xfe, 0x3e]))).toBeUndefined();
  });

  const MANY = 400_000;
  it.each([
    ['elements that are never closed', '<a:GPSx>'.repeat(MANY * 2)],
    ['elements that go', wrap('<a:GPSx>1</a:GPSx>'.repeat(MANY))],
    ['attributes', `<a ${'b:GPSx="1" '.repeat(MANY)}/>`],
    ['open brackets', '<'.repeat(MANY * 20)],
    ['open comments', '<!--'.repeat(MANY * 5)],
    ['entities without an end', `<a>${'&amp'.repeat(MANY * 5)}</a>`],
    ['blanks', `<a ${' '.repeat(MANY * 20)}`],
    ['digits', wrap(`<a:x>${'1.000'.repeat(MANY * 4)}</a:x>`)],
    ['signs and digits', wrap(`<a:x>${'+51.5074'.repeat(MANY * 2)}</a:x>`)],
    ['degrees', wrap(`<a:x>${"51° 30' ".repeat(MANY)}</a:x>`)],
    ['letters of one name', wrap(`<${'aB'.repeat(MANY * 5)}/>`)],
  ])('of many %s is read in one pass', (_, packet) => {
    // A pattern that goes back would take hours here, and the test would run out of its time.
    expect([undefined, packet.length > 4e6]).toContain(
      cleanPacket(packet, dropPlaces) === undefined ? undefined : packet.length > 4e6,
    );
  });

  it('with hundreds of thousands of tags is not taken for one that a program wrote', () => {
    expect(cleanPacket(wrap('<a:GPSx>1</a:GPSx>'.repeat(MANY)), dropPlaces)).toBeUndefined();
    expect(cleanPacket(wrap('<a:GPSx>1</a:GPSx>'.repeat(MANY / 40)), dropPlaces)).toBe(wrap(''));
  });
});
