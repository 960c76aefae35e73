/** As in electron-builder.yml: Windows groups windows, pinned icons and notifications by it. */
export const APP_ID = 'io.github.dropmill.Dropmill';
