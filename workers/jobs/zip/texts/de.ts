import type { Translated } from '../../../messages/languages.ts';
import type { texts as english } from './en.ts';

export const texts: Translated<typeof english> = {
  name: 'Zippen',
  drop: 'Zum Zippen hier ablegen',
  accepts: 'Dateien und Ordner',
  command: 'Packt Dateien und Ordner in ein Archiv.',
  output: 'Das Archiv; mit --per-input der Ordner für alle Archive. Die Endung bestimmt das Format.',
  next: 'Danach die Ergebnisse zippen',
  nextNow: 'Ergebnisse zippen',
  launcher: { title: 'Mit Dropmill zippen', comment: 'Dateien und Ordner in ein Zip-Archiv packen' },
  groups: { archive: 'Archiv', contents: 'Inhalt', protection: 'Schutz' },
  presets: { fast: 'Schnell', backup: 'Sicherung, klein', clean: 'Projekt ohne Ballast' },
  summary: {
    one: 'Ein Archiv',
    each: 'Ein Archiv pro Element',
    format: '{format}',
    named: '{level}',
    level: 'Kompression {level}',
    password: 'Mit Passwort',
    folder: 'in {folder}',
    split: 'Teile von {split}',
    trash: 'Originale in den Papierkorb',
  },
  options: {
    format: {
      title: 'Format',
      choices: {},
    },
    level: {
      title: 'Kompression',
      description: '0 = keine Kompression, 1 = am schnellsten, 9 = am kleinsten',
      choices: { fast: 'Schnell', balanced: 'Ausgewogen', small: 'Klein' },
    },
    perInput: { title: 'Ein Archiv pro Element' },
    name: { title: 'Name' },
    exactName: { title: 'Genauer Name' },
    folder: { title: 'Speichern in', description: 'Ohne Angabe: im Ordner des ersten Elements' },
    collision: {
      title: 'Wenn die Datei schon existiert',
      choices: { rename: 'Nummer anhängen', skip: 'Überspringen', overwrite: 'Ersetzen' },
    },
    split: {
      title: 'In Teile aufteilen von höchstens',
      description: 'Die Teile enden auf .001, .002 … Dropmill, 7-Zip und Keka fügen sie zusammen.',
      choices: { '10MB': '10 MB', '20MB': '20 MB', '25MB': '25 MB', '100MB': '100 MB' },
    },
    leaveOut: {
      title: 'Ausschließen',
      choices: {
        hidden: 'Versteckte Dateien',
        junk: 'Systemdateien (.DS_Store, Thumbs.db)',
        node_modules: 'node_modules',
        '.git': '.git',
      },
    },
    exclude: { title: 'Ausschlussmuster', description: 'Wie in .gitignore' },
    links: {
      title: 'Symbolische Links',
      choices: { keep: 'Als Links behalten', follow: 'Folgen', skip: 'Überspringen' },
    },
    password: {
      title: 'Passwort',
      description: 'AES-256. Dateinamen bleiben sichtbar. Der Windows-Explorer kann es nicht öffnen.',
    },
    verify: {
      title: 'Archiv prüfen',
      choices: { quick: 'Schnelle Prüfung', full: 'Vollständige Prüfung', off: 'Keine Prüfung' },
    },
    trashOriginals: {
      title: 'Originale danach in den Papierkorb verschieben',
      description: 'Nach vollständiger Prüfung des Archivs',
    },
    names: {
      title: 'Dateinamen',
      choices: { portable: 'Für Windows und macOS anpassen', exact: 'Genau beibehalten' },
    },
    storePacked: {
      title: 'Komprimierte Dateien nicht erneut komprimieren',
      description: 'Fotos, Videos und Archive werden kaum kleiner.',
    },
    deflate: {
      title: 'Deflate-Verfahren',
      description: 'libdeflate macht kleinere Archive. Dateien, die es nicht packen kann, packt zlib.',
      choices: { auto: 'Automatisch' },
    },
    owners: { title: 'Besitzer beibehalten', description: 'Benutzer und Gruppe als Nummern' },
    owner: {
      title: 'Besitzer',
      description: 'Benutzer und Gruppe aller Einträge, etwa 0:0. Falls leer: die eigenen, wenn sie beibehalten werden',
    },
    comment: { title: 'Kommentar' },
  },
};
