// The messages of extract jobs, in German.
import type { Translation } from '../../../messages/message.ts';
import type { messages as english } from './en.ts';

export const messages: Translation<typeof english> = {
  NOT_AN_ARCHIVE: {
    text: 'Kein Archiv, das hier gelesen werden kann.',
    hint: 'Unterstützt werden zip, tar, gz, zst, xz, bz2, 7z und rar.',
  },
  FORMAT_UNREADABLE: {
    text: 'Dateien im Format {{format}} können hier nicht gelesen werden.',
    hint: 'Entpacken Sie diese Datei mit einem anderen Programm, zum Beispiel 7-Zip.',
  },
  FOLDER_NOT_ARCHIVE: { text: 'Ein Ordner, kein Archiv.', hint: 'Legen Sie die Archive ab, die darin sind.' },
  END_MISSING: { text: 'Das Ende des Archivs fehlt.', hint: 'Laden oder kopieren Sie das Archiv noch einmal.' },
  DIRECTORY_DAMAGED: {
    text: 'Das Inhaltsverzeichnis des Archivs ist beschädigt.',
    hint: 'Laden oder kopieren Sie das Archiv noch einmal.',
  },
  ARCHIVE_DAMAGED: {
    text: 'Die komprimierten Daten des Archivs sind beschädigt.',
    hint: 'Laden oder kopieren Sie das Archiv noch einmal.',
  },
  DATA_APPENDED: {
    text: 'Hinter den komprimierten Daten stehen andere Daten.',
    hint: 'Laden oder kopieren Sie das Archiv noch einmal, oder behalten Sie die unbeschädigten Dateien (--keep-intact).',
  },
  ENTRIES_DAMAGED: {
    text: {
      one: '{{count}} Eintrag ist beschädigt: {{name}}',
      other: '{{count}} Einträge sind beschädigt, der erste ist {{name}}',
    },
    hint: 'Laden oder kopieren Sie das Archiv noch einmal, oder behalten Sie die unbeschädigten Dateien (--keep-intact).',
  },
  NOTHING_INTACT: {
    text: {
      one: 'Nichts im Archiv ist unbeschädigt. {{count}} Eintrag ist beschädigt: {{name}}',
      other: 'Nichts im Archiv ist unbeschädigt. {{count}} Einträge sind beschädigt, der erste ist {{name}}',
    },
    hint: 'Laden oder kopieren Sie das Archiv noch einmal.',
  },
  VOLUMES_MISSING: {
    text: 'Das ist ein Teil eines geteilten Archivs.',
    hint: 'Nur Teile mit den Endungen .001, .002 und so weiter werden zusammengefügt. Entpacken Sie andere mit einem anderen Programm, zum Beispiel 7-Zip.',
  },
  PART_MISSING: {
    text: 'Ein Teil des geteilten Archivs fehlt: {{name}}',
    hint: 'Legen Sie alle Teile in einen Ordner.',
  },
  NEXT_PART_MISSING: {
    text: 'Das Ende des Archivs fehlt, wahrscheinlich in einem weiteren Teil: {{name}}',
    hint: 'Legen Sie alle Teile in einen Ordner.',
  },
  NEXT_VOLUME_MISSING: {
    text: 'Das Ende des Archivs fehlt, vielleicht in einem zweiten Teil.',
    hint: 'Laden oder kopieren Sie das Archiv noch einmal. Mit „tar -M“ geteilte Archive können Sie mit tar entpacken.',
  },
  PART_SIZE: {
    text: '{{name}} hat die falsche Größe: {{size, bytes}}, die anderen Teile {{expected, bytes}}.',
    hint: 'Laden oder kopieren Sie diesen Teil noch einmal.',
  },
  PART_CHANGED: {
    text: '{{name}} wurde geändert, während das Archiv gelesen wurde.',
    hint: 'Starten Sie den Auftrag neu.',
  },
  ENTRIES_OVERLAP: {
    text: 'Einträge des Archivs teilen sich dieselben Bytes. So sind Archive gebaut, die einen Datenträger füllen sollen.',
    hint: 'Entpacken Sie es nur, wenn Sie wissen, woher es stammt.',
  },
  TOO_LARGE: {
    text: 'Das Archiv enthält viel mehr, als seine Größe vermuten lässt. So sind Archive gebaut, die einen Datenträger füllen sollen.',
    hint: 'Wenn Sie ihm vertrauen, erlauben Sie sehr große Inhalte (--allow-large).',
  },
  PASSWORD_NEEDED: {
    text: 'Das Archiv ist verschlüsselt.',
    hint: 'Geben Sie das Passwort ein und versuchen Sie es noch einmal.',
  },
  PASSWORD_WRONG: {
    text: 'Das Passwort ist falsch.',
    hint: 'Geben Sie das richtige Passwort ein und versuchen Sie es noch einmal.',
  },
  NOTHING_CHOSEN: { text: 'Nichts im Archiv passt zu den Mustern.', hint: 'Ändern Sie die Muster.' },
  ARCHIVE_CHANGED: {
    text: 'Das ist nicht das Archiv aus der Vorschau: Es enthält eine andere Anzahl von Einträgen.',
    hint: 'Starten Sie den Auftrag neu.',
  },
  WINDOW_TOO_LARGE: { text: 'Zum Entpacken ist mehr Speicher nötig, als hier erlaubt ist ({{size, bytes}}).' },
  DICTIONARY_NEEDED: {
    text: 'Die Datei wurde mit einem Wörterbuch komprimiert, das nicht in ihr enthalten ist.',
    hint: 'Entpacken Sie sie mit „zstd -D“ und diesem Wörterbuch.',
  },
  NESTED_IN_ITSELF: { text: 'Das Archiv enthält sich selbst.' },
  NESTED_TOO_DEEP: { text: 'Archive in Archiven werden höchstens {{depth}}-fach verschachtelt entpackt.' },
  NESTED_TOO_MANY: { text: 'Es sind mehr als {{count}} Archive darin.' },
  ALL_FAILED: {
    text: 'Aus dem Archiv konnte nichts entpackt werden. {{why, message}}',
    hint: 'Jeder Eintrag zeigt seinen Grund.',
  },

  LEADS_OUTSIDE: { text: 'Der Name führt aus dem Ordner hinaus.' },
  NAME_EMPTY: { text: 'Der Eintrag hat keinen Namen.' },
  NAME_WITH_NUL: { text: 'Der Name enthält ein NUL-Zeichen, das kein System erlaubt.' },
  ENTRY_PATH_TOO_LONG: { text: 'Der Pfad ist zu lang.' },
  CRC_MISMATCH: {
    text: 'Beschädigt: Die Prüfsumme stimmt nicht.',
    hint: 'Laden oder kopieren Sie das Archiv noch einmal.',
  },
  AUTHENTICATION_FAILED: {
    text: 'Beschädigt oder verändert: Der Prüfcode stimmt nicht.',
    hint: 'Laden oder kopieren Sie das Archiv noch einmal.',
  },
  DATA_DAMAGED: {
    text: 'Die komprimierten Daten sind beschädigt.',
    hint: 'Laden oder kopieren Sie das Archiv noch einmal.',
  },
  DATA_MISSING: { text: 'Das Archiv endet mitten darin.', hint: 'Laden oder kopieren Sie das Archiv noch einmal.' },
  LARGER_THAN_DECLARED: {
    text: 'Der Eintrag enthält mehr, als das Archiv angibt.',
    hint: 'Entpacken Sie es nur, wenn Sie wissen, woher es stammt.',
  },
  SIZE_MISMATCH: {
    text: 'Der Eintrag enthält weniger, als das Archiv angibt.',
    hint: 'Laden oder kopieren Sie das Archiv noch einmal.',
  },
  HEADER_MISMATCH: {
    text: 'Das Archiv widerspricht sich bei diesem Eintrag.',
    hint: 'Entpacken Sie es nur, wenn Sie wissen, woher es stammt.',
  },
  METHOD_UNSUPPORTED: { text: 'Das Kompressionsverfahren wird nicht unterstützt.' },
  ENCRYPTION_UNSUPPORTED: { text: 'Das Verschlüsselungsverfahren wird nicht unterstützt.' },
  LINK_LEADS_OUTSIDE: { text: 'Der Link führt aus dem Ordner hinaus.' },
  LINK_NOT_A_PATH: { text: 'Was der Link enthält, ist kein Pfad.' },
  LINK_CHAIN_TOO_LONG: { text: 'Der Link führt über zu viele andere Links.' },
  LINKS_NOT_MADE: {
    text: 'Symbolische Links lassen sich hier nicht anlegen.',
    hint: 'Schalten Sie unter Windows den Entwicklermodus ein. Datenträger mit FAT oder exFAT kennen keine Links.',
  },
  LINK_TARGET_MISSING: { text: 'Die Datei, auf die der feste Link verweist, ist nicht im Archiv.' },
  SPECIAL_ENTRY: { text: 'Ein Gerät oder eine Pipe, keine Datei.' },
  FOLDER_WITH_CONTENT: { text: 'Dem Namen nach ein Ordner, doch der Eintrag hat einen Inhalt.' },
  LINK_IN_THE_WAY: {
    text: 'Anstelle des Ordners ist dort ein symbolischer Link.',
    hint: 'Wählen Sie einen anderen Ordner.',
  },
  FILE_IN_THE_WAY: { text: 'Anstelle des Ordners ist dort eine Datei.', hint: 'Wählen Sie einen anderen Ordner.' },
  FOLDER_IN_THE_WAY: { text: 'Anstelle der Datei ist dort ein Ordner.', hint: 'Wählen Sie einen anderen Ordner.' },
  ARCHIVE_IN_THE_WAY: {
    text: 'Ein Archiv, das entpackt werden soll, hat diesen Namen.',
    hint: 'Wählen Sie einen anderen Ordner.',
  },

  KEPT_EXISTING: { text: 'Die Datei ist vorhanden.' },
  NAME_HIDES: { text: 'Der Name enthält unsichtbare Zeichen, die verschleiern können, was es ist.' },
  PROGRAM_DISGUISED: { text: 'Ein Programm mit Dokumentnamen.' },
  NAME_CHANGED: { text: '„{{from}}“ heißt jetzt „{{to}}“.' },
  MORE_NAMES_CHANGED: {
    text: { one: '{{count}} weiterer Name wurde geändert.', other: '{{count}} weitere Namen wurden geändert.' },
  },
  MAC_METADATA_SKIPPED: {
    text: {
      one: '{{count}} Datei mit macOS-Metadaten (__MACOSX) wurde übersprungen.',
      other: '{{count}} Dateien mit macOS-Metadaten (__MACOSX) wurden übersprungen.',
    },
  },
  ORIGIN_UNMARKED: {
    text: {
      one: '{{count}} Datei konnte nicht als heruntergeladen gekennzeichnet werden.',
      other: '{{count}} Dateien konnten nicht als heruntergeladen gekennzeichnet werden.',
    },
  },
  FOLDER_NUMBERED: { text: '„{{name}}“ existiert; der neue Ordner bekommt eine Nummer.' },
  OWNERS_NOT_RESTORED: { text: 'Die Besitzer wurden nicht wiederhergestellt: Das kann nur root.' },
  NESTED_NOT_SHOWN: { text: 'Archive im Archiv werden auch entpackt. Die Vorschau zeigt ihren Inhalt nicht.' },
  TAR_END_MISSING: { text: 'Das Archiv gibt nicht an, wo es endet. Vielleicht ist es unvollständig.' },
  DATA_AFTER_END: { text: 'Daten hinter dem Ende des Tar-Archivs wurden ignoriert, vielleicht ein zweites Archiv.' },
  ENCODING_GUESSED: { text: 'Der Zeichensatz der Dateinamen wurde erkannt: {{encoding, choice}}.' },
};
