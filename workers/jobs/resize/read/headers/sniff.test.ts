import { describe, expect, it } from 'vitest';
import { fourFields } from '../../testing/pictures.ts';
import { formatOfName, sniff } from './sniff.ts';

describe('telling pictures by their first bytes', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'] as const)('knows %s', async (format) => {
    expect(sniff(await fourFields().toFormat(format).toBuffer())).toBe(format);
  });

  it.each([
    ['<svg/>', 'svg'],
    ['\uFEFF<?xml version="1.0"?>\n<!-- a <svg> comment -->\n<svg width="1">', 'svg'],
    ['<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY ns "x">]>\n<svg:svg>', 'svg'],
    ['<html><svg/></html>', undefined],
    ['<svgx>', undefined],
    ['GIF90a', undefined],
    ['II*', undefined],
    ['', undefined],
    ['RIFF1234WAVE', undefined],
    ['\0\0\0\x18ftypmp42\0\0\0\0mp42isom', undefined],
    ['\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'heic'],
    ['\0\0\0\x18ftypmif1\0\0\0\0mif1avif', 'avif'],
  ])('%j is %s', (content, format) => {
    expect(sniff(Buffer.from(content))).toBe(format);
  });

  it('reads SVG in UTF-16, too', () => {
    expect(sniff(Buffer.from('\uFEFF<svg>', 'utf16le'))).toBe('svg');
  });

  // One that tries every way to read it would not be over within the age of the world.
  it('ends with a long prolog', () => {
    expect(sniff(Buffer.from(`<!--${'-<'.repeat(2000)}`))).toBeUndefined();
    expect(sniff(Buffer.from(`<!DOCTYPE svg ${'['.repeat(4000)}`))).toBeUndefined();
  });

  it('knows what a name says', () => {
    expect([formatOfName('/a/b.JPEG'), formatOfName('/a.jpg/b'), formatOfName('x.constructor')]).toEqual([
      'jpeg',
      undefined,
      undefined,
    ]);
  });
});
