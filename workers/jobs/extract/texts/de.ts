import type { Translated } from '../../../messages/languages.ts';
import type { texts as english } from './en.ts';

export const texts = {
  name: 'Entpacken',
  drop: 'Zum Entpacken hier ablegen',
  accepts: 'Archive: zip, tar, 7z, rar, gz, zst, xz, bz2',
  command: 'Entpackt Archive.',
  output: 'Der Ordner, in den Archive entpackt werden.',
  launcher: { title: 'Mit Dropmill entpacken', comment: 'Archive in einen Ordner daneben entpacken' },
  groups: { output: 'Ergebnisse', contents: 'Inhalt' },
  presets: { test: 'Nur testen' },
  summary: {
    test: 'Nur testen',
    list: 'Nur auflisten',
    beside: 'Im Ordner des Archivs',
    folder: 'In {folder}',
    password: 'Mit Passwort',
  },
  options: {
    folder: { title: 'Entpacken nach', description: 'Wenn leer: in den Ordner des Archivs' },
    collision: {
      title: 'Wenn die Datei vorhanden ist',
      choices: {
        rename: 'Nummer anfügen',
        skip: 'Überspringen',
        overwrite: 'Ersetzen',
        newer: 'Ersetzen, wenn neuer',
      },
    },
    trashArchive: {
      title: 'Archiv danach in den Papierkorb verschieben',
      description: 'Wenn alles daraus entpackt wurde',
    },
    password: {
      title: 'Passwort',
      description: 'Wenn das Archiv verschlüsselt ist.',
    },
    only: { title: 'Nur entpacken', description: 'Muster wie in .gitignore. Wenn leer: alles' },
    entries: { title: 'Ausgewählte Einträge' },
    nested: { title: 'Archive im Archiv entpacken', description: 'Jedes in einen Ordner mit seinem Namen' },
    encoding: {
      title: 'Zeichensatz der Dateinamen',
      description: 'Für Archive, die nicht angeben, wie ihre Namen geschrieben sind',
      choices: {
        auto: 'Erkennen',
        'utf-8': 'UTF-8',
        cp437: 'CP437 (DOS)',
        cp850: 'CP850 (DOS)',
        cp852: 'CP852 (Mitteleuropäisch)',
        'windows-1252': 'Windows-1252 (Westeuropäisch)',
        'windows-1250': 'Windows-1250 (Mitteleuropäisch)',
        'windows-1251': 'Windows-1251 (Kyrillisch)',
        ibm866: 'CP866 (Kyrillisch)',
        'koi8-r': 'KOI8-R (Kyrillisch)',
        'koi8-u': 'KOI8-U (Kyrillisch)',
        cp737: 'CP737 (Griechisch)',
        'windows-1253': 'Windows-1253 (Griechisch)',
        cp857: 'CP857 (Türkisch)',
        'windows-1254': 'Windows-1254 (Türkisch)',
        cp862: 'CP862 (Hebräisch)',
        'windows-1255': 'Windows-1255 (Hebräisch)',
        'windows-1256': 'Windows-1256 (Arabisch)',
        'windows-874': 'Windows-874 (Thailändisch)',
        shift_jis: 'Shift JIS (Japanisch)',
        'euc-jp': 'EUC-JP (Japanisch)',
        gbk: 'GBK (Chinesisch, vereinfacht)',
        big5: 'Big5 (Chinesisch, traditionell)',
        'euc-kr': 'EUC-KR (Koreanisch)',
      },
    },
    keepMacMetadata: {
      title: 'macOS-Metadaten behalten',
      description: 'Der Ordner __MACOSX, den macOS zip-Archiven hinzufügt',
    },
    allowLarge: {
      title: 'Sehr große Inhalte erlauben',
      description: 'Archive, die einen Datenträger füllen sollen, werden sonst abgelehnt.',
    },
    keepIntact: {
      title: 'Unbeschädigte Dateien beschädigter Archive behalten',
      description: 'Sonst bleibt von einem beschädigten Archiv nichts erhalten.',
    },
    owners: {
      title: 'Besitzer wiederherstellen',
      description: 'Dateien bekommen Besitzer und Gruppe aus dem Archiv. Das kann nur root.',
    },
    action: {
      title: 'Aktion',
      choices: { extract: 'Entpacken', test: 'Testen: alles lesen, nichts schreiben', list: 'Inhalt auflisten' },
    },
  },
} as const satisfies Translated<typeof english>;
