import { describe, expect, it } from 'vitest';
import { exampleOf } from './example.ts';

const picture = (options: Record<string, unknown>) =>
  exampleOf('resize', 'template', {
    template: '{name}-{width}w',
    mode: 'fit',
    width: 1920,
    height: 1920,
    format: 'same',
    ...options,
  });

describe('the example of a picture’s name', () => {
  it('follows size and format', () => {
    expect(picture({})).toBe('beach-1920w.jpg');
    expect(picture({ width: 800, format: 'webp' })).toBe('beach-800w.webp');
    expect(picture({ mode: 'percent', width: 50, format: 'tiff' })).toBe('beach-3000w.tif');
    expect(picture({ width: null, height: 600, template: '{name}-{size}' })).toBe('beach-900x600.jpg');
    expect(picture({ mode: 'fill', width: 320, height: 320, template: '{size}' })).toBe('320x320.jpg');
    expect(picture({ mode: 'short-edge', width: 1000, template: '{height}' })).toBe('1000.jpg');
  });

  it('fills in counters and leaves unknown words as they are', () => {
    expect(picture({ template: '{counter:3} {colour}' })).toBe('001 {colour}.jpg');
  });
});

it('the example of an archive’s name has its ending once', () => {
  expect(exampleOf('zip', 'name', { name: '', format: 'zip' })).toBe('Photos.zip');
  expect(exampleOf('zip', 'name', { name: 'Trip.ZIP', format: 'zip' })).toBe('Trip.ZIP');
  expect(exampleOf('zip', 'name', { name: 'Trip', format: 'tar.gz' })).toBe('Trip.tar.gz');
});

it('other options have no example', () => {
  expect(exampleOf('zip', 'level', {})).toBeUndefined();
  expect(exampleOf('unzip', 'name', {})).toBeUndefined();
});
