// The parts of the window that come after its first frame, as one script.
import { CompareSheet } from './features/compare/compare-sheet.tsx';
import { CountdownDialog } from './features/ending/countdown-dialog.tsx';
import { EndNotice } from './features/ending/end-notice.tsx';
import { LastTimeNotice } from './features/ending/last-time-notice.tsx';
import { LeaveDialog } from './features/ending/leave-dialog.tsx';
import { UnsavedNotice } from './features/ending/unsaved-notice.tsx';
import { AboutSheet } from './features/help/about-sheet.tsx';
import { GuideSheet } from './features/help/guide-sheet.tsx';
import { HelpSheet } from './features/help/help-sheet.tsx';
import { JobDetails } from './features/job-details/job-details.tsx';
import { JobList } from './features/job-list/job-list.tsx';
import { OptionsPanel } from './features/options/options-panel.tsx';
import { PlanView } from './features/plan/plan-view.tsx';
import { RecentOpener } from './features/recent/recent-folders.tsx';
import { SettingsSheet } from './features/settings/settings-sheet.tsx';
import { MoreMenu } from './features/toolbar/more-menu.tsx';
import { Toolbar } from './features/toolbar/toolbar.tsx';
import { WatchSheet } from './features/watch/watch-sheet.tsx';

export const parts = {
  AboutSheet,
  CompareSheet,
  CountdownDialog,
  EndNotice,
  GuideSheet,
  HelpSheet,
  JobDetails,
  JobList,
  LastTimeNotice,
  LeaveDialog,
  MoreMenu,
  OptionsPanel,
  PlanView,
  RecentOpener,
  SettingsSheet,
  Toolbar,
  UnsavedNotice,
  WatchSheet,
};

export type Parts = typeof parts;
