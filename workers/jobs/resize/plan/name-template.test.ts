import { describe, expect, it } from 'vitest';
import { nameFromTemplate, templateProblem } from './name-template.ts';

const PARTS = {
  name: 'beach',
  width: 800,
  height: 533,
  size: '800px',
  extension: 'jpg',
  date: new Date(2024, 6, 14),
  counter: 7,
};

describe('names from a template', () => {
  it.each([
    ['{name}-{width}w', 'beach-800w.jpg'],
    ['{date} {name} {size}', '2024-07-14 beach 800px.jpg'],
    ['{counter:3}-{name}.{format}', '007-beach.jpg.jpg'],
    ['{counter}', '7.jpg'],
    ['{height}', '533.jpg'],
  ])('%s gives %s', (template, name) => {
    expect(nameFromTemplate(template, PARTS)).toBe(name);
  });

  it.each([
    ['', { code: 'NO_NAME' }],
    ['{nome}', { code: 'UNKNOWN_PLACEHOLDER', params: { token: '{nome}' } }],
    ['{toString}', { code: 'UNKNOWN_PLACEHOLDER', params: { token: '{toString}' } }],
    ['a/{name}', { code: 'SLASH_IN_NAME' }],
  ])('%o is refused', (template, problem) => {
    expect(templateProblem(template)).toEqual(problem);
  });

  it('come out safe for every system', () => {
    const name = (text: string) => nameFromTemplate('{name}', { ...PARTS, name: text });

    expect(name('a:b*c?<d>|"e')).toBe('a_b_c__d___e.jpg');
    expect(name('CON')).toBe('_CON.jpg');
    expect(name('aux.photo')).toBe('_aux.photo.jpg');
    expect(name('dots...')).toBe('dots.jpg');
    expect(name('line\nbreak')).toBe('line_break.jpg');
    expect(Buffer.byteLength(name('ü'.repeat(300)))).toBeLessThanOrEqual(245);
    expect(name('😀'.repeat(100))).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  it('do not take braces in the name of a file for tokens', () => {
    expect(nameFromTemplate('{name}', { ...PARTS, name: '{width}' })).toBe('{width}.jpg');
  });
});
