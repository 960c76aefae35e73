// The least that Electron can do: one window, one page.
const { join } = require('node:path');
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1120, height: 760 });
  window.loadFile(join(__dirname, 'page', 'index.html'));
});
app.on('window-all-closed', () => app.quit());
