import { describe, expect, it } from 'vitest';
import { bytesTellPlace, namesPlace, tellsPlace } from './place-words.ts';

describe('a text tells a place', () => {
  it.each([
    '{"lat":51.5074,"lng":-0.1278}',
    '{"mLat":51.5074,"mLon":-0.1278}',
    '<gps><lat>51.5074</lat></gps>',
    'lat 51.5074 lon -0.1278',
    'gps 51.5074',
    'GPS [51.5074,-0.1278]',
    'Breitengrad 51.5 Längengrad 0.1',
    '51,50740; -0,12780',
    'Position: 51,5074; -0,1278',
    'https://www.openstreetmap.org/#map=18/51.5074/-0.1278',
    'https://www.google.com/maps/place/x/!3d51.5074!4d-0.1278',
    'https://maps.app.goo.gl/abcdef',
    'http://sws.geonames.org/2643743/',
    '///filled.count.soap',
    '9C3XGV4C+XV9',
    '30U 699310 5710160',
    'POINT(-0.1278 51.5074)',
    '<coordinates>-0.1278,51.5074,0</coordinates>',
    '$GNRMC,123519,A,5130.44,N',
    'City: London',
    'taken in May\nOrt: London',
    '"location": "London"',
    '<OME><City>London</City></OME>',
    '<x:City Type="a">London</x:City>',
    'KDK INFO City: London',
    'dusk at 51.50740, -0.12780 in London',
    'seen 51,50740; 0,12780 London',
    'taken at 51.50740 -0.12780',
    'lat_dd=51.5074;lon_dd=-0.1278',
    'lon_deg: -0.1278',
    'https://www.bing.com/maps?cp=51.5074~-0.1278&lvl=16',
    '<gml:pos>51.5074 -0.1278</gml:pos>',
    '<pos srsDimension="2">51.5074 -0.1278</pos>',
    '<gml:lowerCorner>51.5 -0.2</gml:lowerCorner>',
    'EPSG::4326 51.5074 -0.1278',
    'urn:ogc:def:crs:OGC:1.3:CRS84',
  ])('%s', (text) => expect(tellsPlace(text)).toBe(true));

  it.each([
    'longitudinal chromatic aberration',
    '0.4706 0.6923 1.0000',
    'iso 100, f 2.8, 1/250',
    'file:///srv.one.two',
    'a velocity: high',
    'State: finished',
    'Saved at 12:30 by Dropmill 2.1',
    'https://example.com/place/of/interest',
    'flat: 12',
    'scientific: 12.5',
    'A1B2C3D4+EF',
    'curve 1.00000, 12.50000, 25.00000, 37.50000',
    'white 0.312700, 0.329000',
    'curve 1.00000 12.50000 25.00000 37.50000',
    'white 0.312700 0.329000',
    '<position>12</position>',
    'EPSON 4326',
    'about 2.5~3.75',
    'electricity=on',
  ])('not: %s', (text) => expect(tellsPlace(text)).toBe(false));
});

describe('bytes tell a place', () => {
  const text = '51°30′26″N 0°7′40″W';
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['Latin-1', Buffer.from('51\xb030\'26"N', 'latin1')],
    ['UTF-16 of the low byte first', Buffer.from(text, 'utf16le')],
    ['UTF-16 of the high byte first', Buffer.from(text, 'utf16le').swap16()],
    ['UTF-16 at an odd offset', Buffer.concat([Buffer.from([1]), Buffer.from('latitude', 'utf16le')])],
    ['UTF-32', Buffer.from('latitude', 'utf16le').toString('latin1').replace(/\0/g, '\0\0\0')],
  ])('in %s', (_, bytes) => expect(bytesTellPlace(Buffer.from(bytes as string, 'latin1'))).toBe(true));

  it('not where none is', () => expect(bytesTellPlace(Buffer.from('a photo of a cat', 'utf16le'))).toBe(false));
});

it.each([
  'based_near',
  'Region',
  'Breitengrad',
  'municipality',
  'CellId',
  'lngLat',
  'ciudad',
  'Aufnahmeort',
  'mapUrl',
  'cell_tower',
  'geonameId',
  'osm_id',
  'Paese',
])('%s names a place', (name) => expect(namesPlace(name)).toBe(true));

it.each(['Regions', 'RegionInfo', 'LandscapeMode', 'longExposure', 'Opacity', 'Installed'])('%s names none', (name) =>
  expect(namesPlace(name)).toBe(false),
);
