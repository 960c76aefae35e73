// The window: a drop zone while there are no jobs, then the list with the options beside it.
import { startTransition, useEffect, useState } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import styles from './app.module.css';
import { TipLayer } from './components/tip-layer.tsx';
import { CompareSheet } from './features/compare/compare-sheet.tsx';
import { DropTargets } from './features/drop-zone/drop-targets.tsx';
import { useFileDrop } from './features/drop-zone/use-file-drop.ts';
import { CountdownDialog } from './features/ending/countdown-dialog.tsx';
import { EndNotice } from './features/ending/end-notice.tsx';
import { LeaveDialog } from './features/ending/leave-dialog.tsx';
import { HelpSheet } from './features/help/help-sheet.tsx';
import { JobDetails } from './features/job-details/job-details.tsx';
import { JobList } from './features/job-list/job-list.tsx';
import { Announcer } from './features/notices/announcer.tsx';
import { Notices } from './features/notices/notices.tsx';
import { OptionsPanel } from './features/options/options-panel.tsx';
import { PlanView } from './features/plan/plan-view.tsx';
import { SettingsSheet } from './features/settings/settings-sheet.tsx';
import { MoreMenu } from './features/toolbar/more-menu.tsx';
import { Toolbar } from './features/toolbar/toolbar.tsx';
import { FocusKeeper } from './keep-focus.ts';
import { useJobs } from './stores/jobs-store.ts';
import { useEmpty, usePanelOpen } from './stores/panel.ts';
import { usePending } from './stores/plan-store.ts';
import { useWindow } from './stores/window-store.ts';
import { useShortcuts } from './use-shortcuts.ts';

export function App() {
  useFileDrop();
  useShortcuts();
  const loaded = useJobs((state) => state.loaded);
  return (
    <>
      {loaded && <Layout />}
      <HelpSheet />
      <SettingsSheet />
      <LeaveDialog />
      <CountdownDialog />
      <CompareSheet />
      <TipLayer />
      <Notices />
      <Announcer />
      <FocusKeeper />
    </>
  );
}

/**
 * The parts around the list are there before the first job is, out of sight: a drop then draws one row and not the
 * whole window.
 */
function Layout() {
  const empty = useEmpty();
  const ready = useReady() || !empty;
  const panelOpen = usePanelOpen();
  return (
    <div className={styles.window} data-empty={empty || undefined}>
      {ready && <Toolbar />}
      <EndNotice />
      <div className={styles.body} data-panel={panelOpen || undefined}>
        <main className={styles.main}>
          <VisuallyHidden elementType="h1">Dropmill</VisuallyHidden>
          {!empty && <Jobs />}

          <DropTargets overlay={!empty} />
          {empty && (
            <div className={styles.corner}>
              <MoreMenu />
            </div>
          )}
        </main>
        {(ready || panelOpen) && <OptionsPanel hidden={!panelOpen} />}
      </div>
    </div>
  );
}

function Jobs() {
  const openJob = useWindow((state) => state.openJob);
  const details = useJobs((state) => (openJob !== null && openJob in state.records ? openJob : null));
  const listed = useJobs((state) => state.keys.length > 0);
  const pending = usePending();
  const lower = pending ? (
    <PlanView key={pending.type} pending={pending} />
  ) : (
    details !== null && <JobDetails id={details} />
  );
  return (
    <div className={styles.jobs} data-details={(lower && listed) || undefined}>
      {listed && (
        <div className={styles.list}>
          <JobList />
        </div>
      )}
      {lower && <div className={styles.details}>{lower}</div>}
    </div>
  );
}

/** False at first, so that the empty window is on the screen before the rest is made, in the time that nobody needs. */
function useReady(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const request = requestIdleCallback(() => startTransition(() => setReady(true)), { timeout: 1000 });
    return () => cancelIdleCallback(request);
  }, []);
  return ready;
}
