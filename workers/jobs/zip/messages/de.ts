// The messages of zip jobs, in German.
import type { Translation } from '../../../messages/message.ts';
import type { messages as english } from './en.ts';

export const messages: Translation<typeof english> = {
  // Options
  NEGATION_UNUSED: {
    text: 'Das Muster „{{pattern}}“ nimmt nichts wieder auf: Kein Muster davor schließt die Datei selbst aus.',
  },
  NOT_AN_OWNER: { text: 'Ein Eigentümer besteht aus zwei Zahlen, wie in 0:0.' },
  COMMENT_NOT_UTF8: { text: 'Der Kommentar ist kein gültiger UTF-8-Text.' },
  COMMENT_TOO_LONG: { text: 'Ein Kommentar hat höchstens {{most}} Bytes.' },
  COMMENT_WITH_CONTROLS: { text: 'Ein Kommentar kann keine Steuerzeichen enthalten.' },
  OTHER_FORMAT: { text: 'Der Name endet wie ein {{asked}}-Archiv, aber das Format ist {{format}}.' },

  NO_INPUT: { text: 'Es gibt nichts zu packen.' },
  NOTHING_PACKED: {
    text: 'Es konnte nichts gepackt werden. {{why, message}}',
    hint: 'Die Liste der übersprungenen Dateien nennt die Gründe.',
  },
  ALL_EXCLUDED: {
    text: 'Es gibt nichts zu packen: Ihre Ausschlüsse betreffen alles.',
    hint: 'Prüfen Sie die Muster und was sonst ausgeschlossen ist.',
  },
  INPUT_IS_RESULT: {
    text: 'Das Archiv kann {{path}} nicht ersetzen, denn diese Datei soll gepackt werden.',
    hint: 'Wählen Sie einen anderen Namen oder Ordner für das Archiv.',
  },
  UNKNOWN_FORMAT: {
    text: 'Archive mit der Endung {{extension}} können nicht geschrieben werden. Dropmill schreibt {{formats}}.',
  },
  NO_FORMAT: {
    text: '{{extension}} nennt kein Archivformat. Dropmill schreibt {{formats}}.',
    hint: 'Wählen Sie einen solchen Namen oder nennen Sie auch das Format.',
  },
  BROKEN_LINK: { text: 'Defekter Link: Sein Ziel ist nicht vorhanden.' },
  NO_LIBDEFLATE: {
    text: 'libdeflate kann hier nicht laufen: WebAssembly ist abgeschaltet.',
    hint: 'Wählen Sie ein anderes Deflate-Verfahren.',
  },
  NAME_TOO_LONG: {
    text: 'Der Pfad ist länger, als ein Zip-Archiv erlaubt (65.535 Bytes).',
    hint: 'Wählen Sie ein Tar-Format.',
  },
  PATTERN_UNUSED: { text: 'Das Muster „{{pattern}}“ traf auf nichts zu.' },
  LINKS_SKIPPED: {
    text: {
      one: '{{count}} symbolischer Link wurde wie gewünscht übersprungen.',
      other: '{{count}} symbolische Links wurden wie gewünscht übersprungen.',
    },
  },
  NAMES_FOREIGN: {
    text: {
      one: '{{count}} Name lässt sich unter Windows oder macOS nicht entpacken: {{examples}}. Die Option „Für Windows und macOS anpassen“ ändert ihn.',
      other:
        '{{count}} Namen lassen sich unter Windows oder macOS nicht entpacken: {{examples}}. Die Option „Für Windows und macOS anpassen“ ändert sie.',
    },
  },
  LONG_PASSWORD: { text: 'Das Passwort ist länger als 99 Bytes; mehr nimmt 7-Zip nicht an.' },
  ARCHIVE_KEPT: { text: '{{path}} ist schon vorhanden und wurde behalten. Es wurde nichts hineingepackt.' },
  TOO_MANY_PARTS: { text: 'Das Archiv hätte mehr als 999 Teile.', hint: 'Wählen Sie größere Teile.' },
  SPLIT: {
    text: {
      one: '{{count}} Teile, {{first}} bis {{last}}. Dropmill, 7-Zip und Keka fügen sie zusammen.',
      other: '{{count}} Teile, {{first}} bis {{last}}. Dropmill, 7-Zip und Keka fügen sie zusammen.',
    },
  },
  BAD_NAME: { text: '„{{name}}“ ist kein Dateiname.', hint: 'Wählen Sie einen Namen ohne Schrägstriche.' },
  TAR_PASSWORD: {
    text: 'Ein tar-Archiv kann kein Passwort haben.',
    hint: 'Wählen Sie zip oder entfernen Sie das Passwort.',
  },
  TAR_COMMENT: {
    text: 'Ein tar-Archiv kann keinen Kommentar haben.',
    hint: 'Wählen Sie zip oder entfernen Sie den Kommentar.',
  },
  VERIFY_FAILED: {
    text: 'Das Archiv lässt sich nicht so lesen, wie es geschrieben wurde ({{what}}).',
    hint: 'Vielleicht ist der Datenträger defekt. Wählen Sie einen anderen und versuchen Sie es noch einmal.',
  },

  CHANGED: { text: 'Die Datei wurde während des Lesens geändert.' },
  ENDLESS: { text: 'Die Datei enthält mehr, als ihre Größe angibt, und es wurde kein Ende gefunden.' },
  FILE_CRASHED: { text: 'Übersprungen, weil der Arbeitsprozess bei dieser Datei zweimal abgestürzt ist.' },
  LINK_LOOP: { text: 'Der Link führt zurück in einen Ordner, der ihn enthält.' },
  PIPE: { text: 'Es ist eine Pipe, keine Datei.' },
  SOCKET: { text: 'Es ist ein Socket, keine Datei.' },
  DEVICE: { text: 'Es ist ein Gerät, keine Datei.' },

  STORED: {
    text: {
      one: '{{count}} schon komprimierte Datei ({{size, bytes}}) wurde unverändert gespeichert.',
      other: '{{count}} schon komprimierte Dateien ({{size, bytes}}) wurden unverändert gespeichert.',
    },
  },
  STORED_SAVING: {
    text: {
      one: '{{count}} schon komprimierte Datei ({{size, bytes}}) wurde unverändert gespeichert. Das sparte etwa {{seconds}} s.',
      other:
        '{{count}} schon komprimierte Dateien ({{size, bytes}}) wurden unverändert gespeichert. Das sparte etwa {{seconds}} s.',
    },
  },
  LINKS_OUTSIDE: {
    text: {
      one: '{{count}} symbolischer Link führt aus dem Archiv heraus und funktioniert anderswo vielleicht nicht.',
      other: '{{count}} symbolische Links führen aus dem Archiv heraus und funktionieren anderswo vielleicht nicht.',
    },
  },
  NAMES_CHANGED: {
    text: {
      one: '{{count}} Name wurde geändert, damit jedes System ihn entpacken kann: {{examples}}',
      other: '{{count}} Namen wurden geändert, damit jedes System sie entpacken kann: {{examples}}',
    },
  },
};
