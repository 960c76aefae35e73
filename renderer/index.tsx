// Starts the window: texts first, then the mirror of the jobs, then React.
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './tokens.css';
import './base.css';
import { languageOf } from '../workers/messages/languages.ts';
import { api } from './bridge.ts';
import { obeyCommands } from './commands.ts';
import { changeLanguage, setUpTexts } from './i18n/index.ts';
import { WordsProvider } from './i18n/use-words.ts';
import { useApp } from './stores/app-store.ts';
import { connectEnd } from './stores/end-store.ts';
import { connectJobs } from './stores/jobs/jobs-connection.ts';
import { connectRecent } from './stores/recent-store.ts';
import { connectSettings, learnInfo } from './stores/settings-store.ts';
import { connectWatches } from './stores/watch-store.ts';
import { useWindow } from './stores/window-store.ts';

async function start(root: HTMLElement): Promise<void> {
  const answer = await api().info();
  if (answer.ok) learnInfo(answer.value);
  const { locale } = useApp.getState().info;
  setUpTexts(locale);
  if (!answer.ok) useWindow.getState().say(answer.error);
  connectJobs(api(), useWindow.getState().say);
  await Promise.all([connectSettings(api()), connectEnd(api()), connectWatches(api())]);
  useApp.subscribe(({ info }) => changeLanguage(info.locale));
  changeLanguage(locale);
  createRoot(root).render(<Root />);
  connectRecent(api());
}

function Root() {
  const locale = useApp((state) => state.info.locale);
  const language = languageOf(locale);
  return (
    <I18nProvider locale={locale.startsWith(language) ? locale : language}>
      <WordsProvider>
        <App />
      </WordsProvider>
    </I18nProvider>
  );
}

const root = document.getElementById('root');
if (root) obeyCommands(start(root));
