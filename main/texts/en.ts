// What main says itself, in English: its menu, dialogs and notifications. The other languages have the same keys.

export const en = {
  menu: {
    file: '&File',
    chooseFiles: 'Choose files…',
    chooseFolders: 'Choose folders…',
    settings: 'Settings…',
    close: 'Close window',
    quit: 'Quit',
    edit: '&Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    jobs: '&Jobs',
    pauseAll: 'Pause all',
    resumeAll: 'Resume all',
    retryFailed: 'Retry failed',
    cancelWaiting: 'Cancel waiting',
    cancelAll: 'Cancel all',
    clearFinished: 'Clear finished',
    view: '&View',
    actualSize: 'Actual size',
    zoomIn: 'Larger',
    zoomOut: 'Smaller',
    fullScreen: 'Full screen',
    reload: 'Reload',
    tools: 'Developer tools',
    window: '&Window',
    minimize: 'Minimize',
    help: '&Help',
    copyDiagnostics: 'Copy diagnostics',
    showLogs: 'Show log folder',
  },
  end: {
    done_one: '{{count}} job done',
    done_other: '{{count}} jobs done',
    failed: '{{count}} failed',
    both: '{{done}}, {{failed}}',
  },
} as const;

/** The same keys with any text. */
export type Catalogue<T = typeof en> = { readonly [K in keyof T]: T[K] extends string ? string : Catalogue<T[K]> };
