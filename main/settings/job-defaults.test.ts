import { describe, expect, it } from 'vitest';
import * as registry from '../../workers/jobs/registry.ts';
import { defaultSettings } from '../contract/settings.ts';
import { jobDefaults, schemaWithDefaults } from './job-defaults.ts';

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
    expect(zip.schema.parse(jobDefaults(zip, settings, '/out'))).toMatchObject({ folder: '/out', collision: 'skip' });
    expect(resize.schema.parse(jobDefaults(resize, settings, '/out'))).toMatchObject({ destination: 'folder' });
  });

  it('stand in the schema that the form is drawn from', () => {
    const { properties } = schemaWithDefaults(zip, jobDefaults(zip, settings, 'id-7')) as {
      properties: Record<string, { default?: unknown; title?: string }>;
    };
    expect(properties.folder).toMatchObject({ default: 'id-7', title: 'Save in' });
    expect(properties.collision).toMatchObject({ default: 'skip' });
    expect(properties.level).toMatchObject({ default: 6 });
  });
});
