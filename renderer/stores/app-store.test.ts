import { expect, test } from 'vitest';
import { setAppInfo, useApp } from './app-store.ts';

const infoIn = (locale: string) => ({
  ...structuredClone(useApp.getState().info),
  locale,
  jobTypes: [],
  messages: { NO: { text: 'No.' } },
});

test('what main tells again, as after a change of the settings, has nothing drawn again', () => {
  setAppInfo(infoIn('en'));
  const { info } = useApp.getState();
  setAppInfo(infoIn('en'));
  expect(useApp.getState().info).toBe(info);
  setAppInfo(infoIn('de'));
  expect(useApp.getState().info.locale).toBe('de');
  expect(useApp.getState().info.messages).toBe(info.messages);
});
