// Starts the window: texts first, then the mirror of the jobs, then React.
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './tokens.css';
import './base.css';
import { api } from './bridge.ts';
import { obeyCommands } from './commands.ts';
import { languageOf, setUpTexts } from './i18n/index.ts';
import { setAppInfo, useApp } from './stores/app-store.ts';
import { connectJobs } from './stores/jobs-connection.ts';
import { useWindow } from './stores/window-store.ts';

async function start(root: HTMLElement): Promise<void> {
  const answer = await api().info();
  if (answer.ok) setAppInfo(answer.value);
  const { locale } = useApp.getState().info;
  setUpTexts(locale);
  if (!answer.ok) useWindow.getState().say(answer.error);
  connectJobs(api(), useWindow.getState().say);
  const language = languageOf(locale);
  document.documentElement.lang = language;
  createRoot(root).render(
    <I18nProvider locale={locale.startsWith(language) ? locale : language}>
      <App />
    </I18nProvider>,
  );
}

const root = document.getElementById('root');
if (root) obeyCommands(start(root));
