// What goes wrong in resize jobs only, in German.
import type { Translation } from '../../../messages/message.ts';
import type { messages as english } from './en.ts';

export const messages: Translation<typeof english> = {
  NO_PICTURES: {
    text: 'Unter diesen Dateien ist kein Bild.',
    hint: 'JPEG, PNG, WebP, AVIF, HEIC, GIF, TIFF und SVG können gelesen werden.',
  },
  NO_TRASH: {
    text: 'Originale können nur ersetzt werden, wo es einen Papierkorb gibt.',
    hint: 'Speichern Sie die Ergebnisse im selben oder in einem anderen Ordner.',
  },
  DECODER_MISSING: {
    text: 'Die Bildbibliothek konnte nicht geladen werden: {{what}}',
    hint: 'Installieren Sie Dropmill noch einmal.',
  },

  NOT_A_PICTURE: {
    text: 'Trotz der Endung kein unterstütztes Bild.',
    hint: 'JPEG, PNG, WebP, AVIF, HEIC, GIF, TIFF und SVG können gelesen werden.',
  },
  EMPTY_FILE: { text: 'Die Datei ist leer.', hint: 'Kopieren Sie sie noch einmal von dort, woher sie kam.' },
  DAMAGED_PICTURE: {
    text: 'Das Bild ist beschädigt oder unvollständig.',
    hint: 'Kopieren Sie es noch einmal von dort, woher es kam.',
  },
  DECODER_CRASHED: {
    text: 'Übersprungen, weil der Arbeitsprozess bei diesem Bild zweimal abgestürzt ist.',
    hint: 'Es ist vielleicht beschädigt oder soll Schaden anrichten. Die anderen Bilder sind nicht betroffen.',
  },
  PICTURE_TOO_LARGE: {
    text: 'Das Bild hat {{width}} × {{height}} Pixel und passt damit nicht in den Speicher.',
    hint: 'Verkleinern Sie es in dem Programm, aus dem es kommt.',
  },
  ANIMATION_TOO_LARGE: {
    text: 'Die Animation hat {{frames}} Einzelbilder mit {{width}} × {{height}} Pixeln und passt damit nicht in den Speicher.',
    hint: 'Wählen Sie ein Format ohne Animation, um das erste Einzelbild zu erhalten, oder kürzen Sie sie in dem Programm, aus dem sie kommt.',
  },
  FILE_TOO_LARGE: {
    text: 'Die Datei hat {{size, bytes}} und passt damit nicht in den Speicher.',
    hint: 'Verkleinern Sie sie in dem Programm, aus dem sie kommt.',
  },
  SVG_TOO_LARGE: {
    text: 'Das SVG hat {{size, bytes}}. Höchstens {{most, bytes}} können gezeichnet werden.',
    hint: 'Entfernen Sie eingebettete Bilder, oder speichern Sie es als PNG in dem Programm, aus dem es kommt.',
  },
  TOO_MANY_PIXELS: {
    text: 'Das Bild hat mehr Pixel, als verarbeitet werden können.',
    hint: 'Verkleinern Sie es in dem Programm, aus dem es kommt, oder wählen Sie eine kleinere Größe oder ein anderes Format.',
  },
  PICTURE_TOO_SLOW: {
    text: 'Das Bild hat zu lange gebraucht.',
    hint: 'Versuchen Sie es allein, oder wählen Sie eine kleinere Größe oder ein anderes Format.',
  },
  WRONG_RESULT: {
    text: 'Das Ergebnis hat {{width}} × {{height}} Pixel und nicht {{wantedWidth}} × {{wantedHeight}}.',
    hint: 'Es wurde nichts gespeichert. Versuchen Sie ein anderes Format.',
  },
  NOT_WRITTEN: {
    text: 'Das Ergebnis wurde nicht vollständig geschrieben.',
    hint: 'Prüfen Sie den Datenträger und versuchen Sie es noch einmal.',
  },

  NO_PICTURE: { text: 'Kein Bild.' },
  LINK: { text: 'Links wird nicht gefolgt.' },
  LARGER_RESULT: { text: 'Das Ergebnis wäre größer als das Original.' },

  FIRST_FRAME: {
    text: {
      one: '{{count}} Bild hat mehrere Einzelbilder. Nur das erste passt in das gewählte Format.',
      other: '{{count}} Bilder haben mehrere Einzelbilder. Nur das erste passt in das gewählte Format.',
    },
  },
  FLATTENED: {
    text: {
      one: '{{count}} Bild ist teilweise transparent. Es wurde mit der Hintergrundfarbe gefüllt, weil JPEG keine Transparenz hat.',
      other:
        '{{count}} Bilder sind teilweise transparent. Sie wurden mit der Hintergrundfarbe gefüllt, weil JPEG keine Transparenz hat.',
    },
  },
  OTHER_PAGES: {
    text: {
      one: '{{count}} Bild hat Seiten verschiedener Größe. Nur die erste Seite wurde verwendet.',
      other: '{{count}} Bilder haben Seiten verschiedener Größe. Nur die erste Seite wurde verwendet.',
    },
  },
  READ_WITH_DAMAGE: {
    text: {
      one: '{{count}} Bild ist stellenweise beschädigt und wurde so weit wie möglich gelesen. Prüfen Sie das Ergebnis.',
      other:
        '{{count}} Bilder sind stellenweise beschädigt und wurden so weit wie möglich gelesen. Prüfen Sie die Ergebnisse.',
    },
  },
  METADATA_REMOVED: {
    text: {
      one: '{{count}} Bild wurde ohne Metadaten gespeichert, weil sie nicht bereinigt werden konnten.',
      other: '{{count}} Bilder wurden ohne Metadaten gespeichert, weil sie nicht bereinigt werden konnten.',
    },
  },
  SHRUNK: {
    text: {
      one: '{{count}} Bild wurde außerdem verkleinert, um die maximale Dateigröße einzuhalten.',
      other: '{{count}} Bilder wurden außerdem verkleinert, um die maximale Dateigröße einzuhalten.',
    },
  },
};
