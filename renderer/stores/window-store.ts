// What the window itself remembers: what is open, what is selected, what has to be said.
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Message } from '../../main/contract/result.ts';

export interface Notice {
  readonly key: number;
  readonly error: Message;
  /** Something was done that nothing else shows. It goes by itself. */
  readonly done?: boolean;
}

export type SheetName = 'watch' | 'guide' | 'about';

interface WindowStore {
  /** The options beside a filled list. */
  readonly panelOpen: boolean;
  /** The options where space is needed for other things: in the empty and in the narrow window. Not kept. */
  readonly panelBriefly: boolean;
  /** The job type whose options are shown; '' stands for the first. */
  readonly panelType: string;
  /** The job whose details are open. */
  readonly openJob: string | null;
  readonly selected: ReadonlySet<string>;
  readonly helpOpen: boolean;
  readonly settingsOpen: boolean;
  /** Another sheet that is open. */
  readonly sheet: SheetName | null;
  readonly notices: readonly Notice[];
  togglePanel(briefly: boolean): void;
  showOptions(type: string): void;
  /** Turns to a type's options without opening them. */
  showType(type: string): void;
  /** The row is selected with it: one highlight for what is looked at. */
  openDetails(id: string | null): void;
  select(ids: ReadonlySet<string>): void;
  setHelp(open: boolean): void;
  setSettings(open: boolean): void;
  openSheet(sheet: SheetName | null): void;
  say(error: Message): void;
  confirm(message: Message): void;
  dismiss(key: number): void;
}

/** More than this at once would cover the window; the oldest give way. */
const MAX_NOTICES = 3;

export const useWindow = create<WindowStore>()(
  persist(
    (set) => ({
      panelOpen: true,
      panelBriefly: false,
      panelType: '',
      openJob: null,
      selected: new Set(),
      helpOpen: false,
      settingsOpen: false,
      sheet: null,
      notices: [],
      togglePanel: (briefly) =>
        set((state) => (briefly ? { panelBriefly: !state.panelBriefly } : { panelOpen: !state.panelOpen })),
      showOptions: (panelType) => set({ panelType, panelOpen: true, panelBriefly: true }),
      showType: (panelType) => set({ panelType }),
      openDetails: (openJob) =>
        set(({ selected }) =>
          openJob === null || selected.has(openJob) ? { openJob } : { openJob, selected: new Set([openJob]) },
        ),
      select: (selected) => set({ selected }),
      setHelp: (helpOpen) => set({ helpOpen }),
      setSettings: (settingsOpen) => set({ settingsOpen }),
      openSheet: (sheet) => set({ sheet }),
      say: (error) => set(({ notices }) => ({ notices: withNotice(notices, { error }) })),
      confirm: (message) => set(({ notices }) => ({ notices: withNotice(notices, { error: message, done: true }) })),
      dismiss: (key) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.key !== key) })),
    }),
    {
      name: 'dropmill.window',
      version: 1,
      partialize: ({ panelOpen, panelType }) => ({ panelOpen, panelType }),
    },
  ),
);

/** The same message twice in a row is shown once. */
function withNotice(notices: readonly Notice[], notice: Omit<Notice, 'key'>): readonly Notice[] {
  const last = notices.at(-1);
  if (last && isSame(last.error, notice.error)) return notices;
  return [...notices, { ...notice, key: (last?.key ?? 0) + 1 }].slice(-MAX_NOTICES);
}

/** Whether two messages say the same. */
export function isSame(one: Message | null | undefined, other: Message | null | undefined): boolean {
  return one?.code === other?.code && JSON.stringify(one?.params) === JSON.stringify(other?.params);
}
