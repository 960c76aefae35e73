// The window: a drop zone while there are no jobs, then the list with the options beside it.
import { useEffect, useSyncExternalStore } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import styles from './app.module.css';
import { TipLayer } from './components/tip-layer.tsx';
import { DropOverlay, EmptyState } from './features/drop-zone/drop-targets.tsx';
import { useFileDrop } from './features/drop-zone/use-file-drop.ts';
import { HelpSheet } from './features/help/help-sheet.tsx';
import { JobDetails } from './features/job-details/job-details.tsx';
import { JobList } from './features/job-list/job-list.tsx';
import { Announcer } from './features/notices/announcer.tsx';
import { Notices } from './features/notices/notices.tsx';
import { OptionsPanel } from './features/options/options-panel.tsx';
import { MoreMenu } from './features/toolbar/more-menu.tsx';
import { Toolbar } from './features/toolbar/toolbar.tsx';
import { useJobs } from './stores/jobs-store.ts';
import { useWindow } from './stores/window-store.ts';
import { useShortcuts } from './use-shortcuts.ts';

export function App() {
  useTheme();
  useFileDrop();
  useShortcuts();
  const loaded = useJobs((state) => state.loaded);
  const empty = useJobs((state) => state.keys.length === 0);
  return (
    <>
      <VisuallyHidden elementType="h1">Dropmill</VisuallyHidden>
      {loaded && (empty ? <EmptyWindow /> : <FilledWindow />)}
      <HelpSheet />
      <TipLayer />
      <Notices />
      <Announcer />
    </>
  );
}

function EmptyWindow() {
  const panelOpen = useWindow((state) => state.panelBriefly);
  const togglePanel = useWindow((state) => state.togglePanel);
  return (
    <div className={styles.body} data-panel={panelOpen || undefined}>
      <main className={styles.main}>
        <EmptyState />
        <div className={styles.corner}>
          <MoreMenu />
        </div>
      </main>
      {panelOpen && <OptionsPanel onClose={() => togglePanel(true)} />}
    </div>
  );
}

function FilledWindow() {
  // In a narrow window the options cover the list, so they are open only while they are asked for.
  const narrow = useNarrow();
  const panelOpen = useWindow((state) => (narrow ? state.panelBriefly : state.panelOpen));
  const togglePanel = useWindow((state) => state.togglePanel);
  const openJob = useWindow((state) => state.openJob);
  const details = useJobs((state) => (openJob !== null && openJob in state.records ? openJob : null));
  return (
    <div className={styles.window}>
      <Toolbar panelOpen={panelOpen} onTogglePanel={() => togglePanel(narrow)} />
      <div className={styles.body} data-panel={panelOpen || undefined}>
        <main className={styles.main} data-details={details !== null || undefined}>
          <div className={styles.list}>
            <JobList />
          </div>
          {details !== null && (
            <div className={styles.details}>
              <JobDetails id={details} />
            </div>
          )}
        </main>
        {panelOpen && <OptionsPanel onClose={() => togglePanel(narrow)} />}
      </div>
      <DropOverlay />
    </div>
  );
}

const NARROW = matchMedia('(max-width: 620px)');

function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      NARROW.addEventListener('change', changed);
      return () => NARROW.removeEventListener('change', changed);
    },
    () => NARROW.matches,
  );
}

function useTheme(): void {
  const theme = useWindow((state) => state.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}
