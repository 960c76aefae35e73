import { describe, expect, it } from 'vitest';
import * as registry from '../../workers/jobs/registry.ts';
import { optionsSchema } from '../../workers/options/options-schema.ts';
import { defaultSettings } from '../contract/settings.ts';
import { jobDefaults, optionInfos } from './job-defaults.ts';

const zip = registry.zip.definition;
const resize = registry.resize.definition;
const settings = { ...defaultSettings, collision: 'skip', outputFolder: '/out' } as const;

describe('the defaults of jobs', () => {
  it('say nothing of folders when outputs go next to the originals', () => {
    expect(jobDefaults(zip, defaultSettings, null)).toEqual({ collision: 'rename' });
    expect(jobDefaults(resize, defaultSettings, null)).toEqual({ collision: 'rename' });
  });

  it('send the outputs of each type to the folder of the settings', () => {
    expect(jobDefaults(zip, settings, '/out')).toEqual({ collision: 'skip', folder: '/out' });
    expect(jobDefaults(resize, settings, '/out')).toEqual({
      collision: 'skip',
      destination: 'folder',
      folder: '/out',
    });
  });

  it('are what a type’s own schema accepts', () => {
    expect(optionsSchema(zip).parse(jobDefaults(zip, settings, '/out'))).toMatchObject({
      folder: '/out',
      collision: 'skip',
    });
    expect(optionsSchema(resize).parse(jobDefaults(resize, settings, '/out'))).toMatchObject({ destination: 'folder' });
  });

  it('are in the options that the form is drawn from', () => {
    const infos = optionInfos(zip, jobDefaults(zip, settings, 'id-7'));
    const defaultOf = (key: string) => infos.find((one) => one.key === key)?.default;
    expect(defaultOf('folder')).toBe('id-7');
    expect(defaultOf('collision')).toBe('skip');
    expect(defaultOf('level')).toBe(6);
  });

  it('hand the window nothing that cannot be cloned', () => {
    for (const { definition } of Object.values(registry)) {
      const infos = optionInfos(definition, {});
      expect(structuredClone(infos)).toEqual(infos);
    }
  });
});
