import { describe, expect, it } from 'vitest';
import { optionTable } from '../../../workers/options/option-table.ts';
import { withFolders, withoutSecrets } from './option-fields.ts';

const definition = {
  options: optionTable({
    folder: { kind: 'text', default: '', format: 'folder' },
    password: { kind: 'text', default: '', secret: true },
    level: { kind: 'number', min: 0, default: 6 },
  }),
};
const resolve = (id: string) => {
  if (id !== 'known') throw new Error('unknown');
  return '/home/me/out';
};

describe('options', () => {
  it('name folders by ids that were handed out, and by nothing else', () => {
    expect(withFolders(definition, { folder: 'known', level: 9 }, resolve)).toEqual({
      folder: '/home/me/out',
      level: 9,
    });
    expect(() => withFolders(definition, { folder: '/etc' }, resolve)).toThrow('unknown');
    expect(withFolders(definition, { folder: '' }, resolve)).toEqual({ folder: '' });
    expect(withFolders(definition, {}, resolve)).toEqual({});
  });

  it('lose their secrets before they are kept', () => {
    expect(withoutSecrets(definition, { password: 'sesame', level: 6 })).toEqual({
      options: { level: 6 },
      removed: true,
    });
    expect(withoutSecrets(definition, { password: '', level: 6 })).toMatchObject({ removed: false });
  });
});
