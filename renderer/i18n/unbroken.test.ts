import { expect, it } from 'vitest';
import { unbroken } from './unbroken.ts';

const plain = (text: string) => text.replaceAll('\u00a0', '_');

it.each([
  ['0 = no compression, 9 = smallest', '0_=_no compression, 9_=_smallest'],
  ['puis « Démarrer » ; {{taille}} : {{nombre}} %', 'puis «_Démarrer_»_; {{taille}}_: {{nombre}}_%'],
  ['{mode} {width} × {height} px', '{mode} {width}_×_{height} px'],
  ['Name: a (b). Why? 1, 2; 3', 'Name: a (b). Why? 1, 2; 3'],
])('no line breaks beside a sign: %s', (text, expected) => {
  expect(plain(unbroken(text))).toBe(expected);
});

it('texts are found at any depth', () => {
  expect(unbroken({ a: { b: 'c : d' }, e: 'f' })).toEqual({ a: { b: 'c\u00a0: d' }, e: 'f' });
});
