// What main says itself, in German.
import type { Catalogue } from './en.ts';

export const de: Catalogue = {
  menu: {
    file: '&Datei',
    chooseFiles: 'Dateien wählen…',
    chooseFolders: 'Ordner wählen…',
    settings: 'Einstellungen…',
    close: 'Fenster schließen',
    quit: 'Beenden',
    edit: '&Bearbeiten',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    cut: 'Ausschneiden',
    copy: 'Kopieren',
    paste: 'Einfügen',
    selectAll: 'Alles auswählen',
    jobs: '&Aufträge',
    cancelAll: 'Alle abbrechen',
    clearFinished: 'Fertige entfernen',
    view: '&Ansicht',
    actualSize: 'Originalgröße',
    zoomIn: 'Größer',
    zoomOut: 'Kleiner',
    fullScreen: 'Vollbild',
    reload: 'Neu laden',
    tools: 'Entwicklerwerkzeuge',
    window: '&Fenster',
    minimize: 'Minimieren',
  },
  end: {
    done_one: '{{count}} Auftrag fertig',
    done_other: '{{count}} Aufträge fertig',
    failed: '{{count}} fehlgeschlagen',
    both: '{{done}}, {{failed}}',
  },
};
