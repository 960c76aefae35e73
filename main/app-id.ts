/** As in electron-builder.yml: Windows puts windows, pinned icons and notifications together by it. */
export const APP_ID = 'io.github.dropmill.Dropmill';
