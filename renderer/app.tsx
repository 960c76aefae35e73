// The window: a drop zone while there are no jobs, then the list with the options beside it.
import { startTransition, useEffect, useState } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import styles from './app.module.css';
import { TipLayer } from './components/overlays/tip-layer.tsx';
import { DropTargets } from './features/drop-zone/drop-targets.tsx';
import { FirstSteps } from './features/drop-zone/first-steps.tsx';
import { RefusedDrop } from './features/drop-zone/refused-drop.tsx';
import { useFileDrop } from './features/drop-zone/use-file-drop.ts';
import { Announcer } from './features/notices/announcer.tsx';
import { Notices } from './features/notices/notices.tsx';
import { FocusKeeper } from './keep-focus.ts';
import type { Parts } from './parts.ts';
import { useJobs } from './stores/jobs/jobs-store.ts';
import { useEmpty, usePanelOpen } from './stores/panel.ts';
import { usePending } from './stores/plan-store.ts';
import { useWindow } from './stores/window-store.ts';
import { useShortcuts } from './use-shortcuts.ts';

export function App() {
  useFileDrop();
  useShortcuts();
  const loaded = useJobs((state) => state.loaded);
  const parts = useParts();
  const deferred = useAfter(parts);
  return (
    <>
      {loaded && <Layout parts={parts} deferred={deferred} />}
      {deferred && (
        <>
          <deferred.HelpSheet />
          <deferred.GuideSheet />
          <deferred.AboutSheet />
          <deferred.SettingsSheet />
          <deferred.WatchSheet />
          <deferred.LeaveDialog />
          <deferred.CountdownDialog />
          <deferred.CompareSheet />
        </>
      )}
      <TipLayer />
      <RefusedDrop />
      <Notices />
      <Announcer />
      <FocusKeeper />
    </>
  );
}

interface LayoutProps {
  readonly parts: Parts | null;
  /** The same, a little later. */
  readonly deferred: Parts | null;
}

/**
 * The parts around the list are there before the first job is, out of sight: a drop then draws one row and not the
 * whole window.
 */
function Layout({ parts, deferred }: LayoutProps) {
  const empty = useEmpty();
  const panelOpen = usePanelOpen();
  return (
    <div className={styles.window} data-empty={empty || undefined}>
      {parts && <parts.Toolbar />}
      {parts && <parts.UnsavedNotice />}
      {parts && <parts.EndNotice />}
      {parts && <parts.LastTimeNotice />}
      <div className={styles.body} data-panel={panelOpen || undefined}>
        <main className={styles.main}>
          <VisuallyHidden elementType="h1">Dropmill</VisuallyHidden>
          {parts && !empty && <Jobs parts={parts} />}

          <DropTargets overlay={!empty} />
          {empty && <FirstSteps>{parts && <parts.RecentOpener />}</FirstSteps>}
          {parts && empty && (
            <div className={styles.corner}>
              <parts.MoreMenu />
            </div>
          )}
        </main>
        {deferred && <deferred.OptionsPanel hidden={!panelOpen} />}
      </div>
    </div>
  );
}

function Jobs({ parts }: { readonly parts: Parts }) {
  const openJob = useWindow((state) => state.openJob);
  const details = useJobs((state) => (openJob !== null && openJob in state.records ? openJob : null));
  const listed = useJobs((state) => state.keys.length > 0);
  const pending = usePending();
  const lower = pending ? (
    <parts.PlanView key={pending.key} pending={pending} />
  ) : (
    details !== null && <parts.JobDetails id={details} />
  );
  return (
    <div className={styles.jobs} data-details={(lower && listed) || undefined}>
      {listed && (
        <div className={styles.list} data-pane="list">
          <parts.JobList />
        </div>
      )}
      {lower && (
        <div className={styles.details} data-pane="details">
          {lower}
        </div>
      )}
    </div>
  );
}

/**
 * Null at first, so that the empty window is on the screen before the rest is loaded and made, in the time that nobody
 * needs. With something to list they are loaded at once.
 */
function useParts(): Parts | null {
  const [parts, setParts] = useState<Parts | null>(null);
  const loadNow = !useEmpty();
  useEffect(() => {
    const load = () => void import('./parts.ts').then((loaded) => startTransition(() => setParts(loaded.parts)));
    return loadNow ? load() : whenIdle(load);
  }, [loadNow]);
  return parts;
}

/** Null for one more task, so that the list is not made in one go with what can wait. */
function useAfter(parts: Parts | null): Parts | null {
  const [after, setAfter] = useState<Parts | null>(null);
  useEffect(() => {
    if (parts) startTransition(() => setAfter(parts));
  }, [parts]);
  return after;
}

/** Calls back when the next frame is on its way to the screen and nothing else waits. Returns the function that stops it. */
function whenIdle(callback: () => void): () => void {
  let idle = 0;
  const frame = requestAnimationFrame(() => {
    idle = requestIdleCallback(callback, { timeout: 1000 });
  });
  return () => {
    cancelAnimationFrame(frame);
    cancelIdleCallback(idle);
  };
}
