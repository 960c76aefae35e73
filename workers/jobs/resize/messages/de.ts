// The messages of resize jobs, in German.
import type { Translation } from '../../../messages/message.ts';
import type { messages as english } from './en.ts';

export const messages: Translation<typeof english> = {
  // Options
  NOT_A_COLOUR: { text: 'Schreiben Sie die Farbe als #rrggbb.' },
  NOT_A_FOLDER_NAME: { text: 'Schreiben Sie einen einzelnen Ordnernamen.' },
  NO_FOLDER: { text: 'Wählen Sie den Ordner für die Ergebnisse.' },
  ONE_SIZE_ONLY: { text: 'Originale können nur durch eine Größe ersetzt werden.' },
  ONE_FORMAT_ONLY: { text: 'Originale können nur durch ein Format ersetzt werden.' },
  NO_NAME: { text: 'Schreiben Sie einen Namen, zum Beispiel {name}-{size}.' },
  SLASH_IN_NAME: { text: 'Ein Name kann / und \\ nicht enthalten.' },
  UNKNOWN_PLACEHOLDER: { text: '{{token}} ist hier nicht bekannt.' },
  MODE_NEEDS_SIZE: { text: '--mode {{mode}} braucht --width oder --height.' },

  NO_PICTURES: {
    text: 'Unter diesen Dateien ist kein Bild.',
    hint: 'Dropmill liest {{formats}}.',
  },
  NO_PICTURE_MADE: {
    text: 'Kein Bild konnte verkleinert werden. {{why, message}}',
    hint: 'Die Liste der Dateien nennt jeden Grund.',
  },
  NO_TRASH: {
    text: 'Originale können nur ersetzt werden, wo es einen Papierkorb gibt.',
    hint: 'Speichern Sie die Ergebnisse im selben oder in einem anderen Ordner.',
  },
  DECODER_MISSING: {
    text: 'Die Bildbibliothek konnte nicht geladen werden: {{what}}',
    hint: 'Installieren Sie Dropmill noch einmal.',
  },
  NO_MARKUP: {
    text: 'Browser können keines dieser Ergebnisse anzeigen.',
    hint: 'Wählen Sie ein anderes Format als TIFF.',
  },

  ORIGINAL_CHANGED: {
    text: 'Ein anderes Programm hat das Bild geändert, seit der Auftrag es gefunden hat.',
    hint: 'Es wurde nicht angetastet. Versuchen Sie es erneut.',
  },
  ORIGINAL_LEFT_ALONE: {
    text: '{{name}} wurde von einem anderen Programm geändert und nicht ersetzt. Das Ergebnis ist {{result}}.',
  },
  NOT_A_PICTURE: {
    text: 'Trotz der Endung kein unterstütztes Bild.',
    hint: 'Dropmill liest {{formats}}.',
  },
  UNSUPPORTED_FORMAT: {
    text: 'Bilder im Format {{format}} können nicht gelesen werden.',
    hint: 'Speichern Sie es in dem Programm, aus dem es kommt, als TIFF, PNG oder JPEG.',
  },
  UNSUPPORTED_KIND: {
    text: 'Diese Art von {{format}}-Bild kann nicht gelesen werden.',
    hint: 'Speichern Sie es in dem Programm, aus dem es kommt, als TIFF, PNG oder JPEG.',
  },
  EMPTY_FILE: { text: 'Die Datei ist leer.', hint: 'Kopieren Sie sie noch einmal von dort, woher sie kam.' },
  DAMAGED_PICTURE: {
    text: 'Das Bild ist beschädigt oder unvollständig.',
    hint: 'Kopieren Sie es noch einmal von dort, woher es kam.',
  },
  PICTURE_INCOMPLETE: {
    text: 'Ein Teil der Datei fehlt oder ist beschädigt. Was nicht gelesen werden konnte, ist im Ergebnis grau, schwarz oder durchsichtig.',
    hint: 'Kopieren Sie es noch einmal von dort, woher es kam.',
  },
  PREVIEW_ONLY: {
    text: 'In dieser TIFF-Datei lässt sich nur eine kleine Vorschau lesen, nicht das Bild selbst.',
    hint: 'Speichern Sie es im Ursprungsprogramm erneut als TIFF oder PNG.',
  },
  UNSUPPORTED_SAMPLES: {
    text: 'Die TIFF-Datei hat Werte der Art {{samples}}, die hier nicht gelesen werden können.',
    hint: 'Speichern Sie sie im Ursprungsprogramm mit 8 oder 16 Bit pro Kanal.',
  },
  SIDE_TOO_LONG: {
    text: '{{format}} fasst höchstens {{most}} Pixel in Breite und Höhe. Das Ergebnis hätte {{width}} × {{height}}.',
    hint: 'Wählen Sie eine kleinere Größe oder ein anderes Format.',
  },
  DOES_NOT_FIT: {
    text: 'Auch bei niedrigster Qualität hat das Bild {{size, bytes}}, mehr als die erlaubten {{most, bytes}}.',
    hint: 'Erlauben Sie mehr Bytes, wählen Sie eine kleinere Größe oder erlauben Sie kleinere Abmessungen.',
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
  READ_IN_PART: {
    text: {
      one: 'Ein Teil von {{count}} Bild konnte nicht gelesen werden und fehlt im Ergebnis. Das Original blieb, wie es war.',
      other:
        'Teile von {{count}} Bildern konnten nicht gelesen werden und fehlen in den Ergebnissen. Die Originale blieben, wie sie waren.',
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
  METADATA_DROPPED_FOR_SIZE: {
    text: {
      one: 'Metadaten von {{count}} Bild wurden entfernt, damit die maximale Dateigröße eingehalten wird.',
      other: 'Metadaten von {{count}} Bildern wurden entfernt, damit die maximale Dateigröße eingehalten wird.',
    },
  },
  HDR_COLOURS: {
    text: {
      one: '{{count}} Bild hat Farben mit hohem Dynamikumfang, die im Ergebnis blasser aussehen.',
      other: '{{count}} Bilder haben Farben mit hohem Dynamikumfang, die in den Ergebnissen blasser aussehen.',
    },
  },
  EXIF_DAMAGED: {
    text: {
      one: 'Beschädigte EXIF-Daten von {{count}} Bild wurden entfernt, weil sie nicht gelesen werden konnten.',
      other: 'Beschädigte EXIF-Daten von {{count}} Bildern wurden entfernt, weil sie nicht gelesen werden konnten.',
    },
  },
  MAKER_NOTE_DROPPED: {
    text: {
      one: 'Die Herstellernotizen der Kamera von {{count}} Bild wurden entfernt, weil sie in diesem Format nicht bereinigt oder behalten werden konnten.',
      other:
        'Die Herstellernotizen der Kamera von {{count}} Bildern wurden entfernt, weil sie in diesem Format nicht bereinigt oder behalten werden konnten.',
    },
  },
  XMP_DAMAGED: {
    text: {
      one: 'Beschädigte XMP-Daten von {{count}} Bild wurden entfernt, weil sie nicht bereinigt werden konnten.',
      other: 'Beschädigte XMP-Daten von {{count}} Bildern wurden entfernt, weil sie nicht bereinigt werden konnten.',
    },
  },
  XMP_SECOND_PART_DROPPED: {
    text: {
      one: 'Der zweite Teil der XMP-Daten von {{count}} Bild wurde entfernt. Nur der erste Teil bleibt erhalten.',
      other: 'Der zweite Teil der XMP-Daten von {{count}} Bildern wurde entfernt. Nur der erste Teil bleibt erhalten.',
    },
  },
  METADATA_TOO_LARGE: {
    text: {
      one: 'Metadaten von {{count}} Bild wurden entfernt, weil sie für das gewählte Format zu groß sind.',
      other: 'Metadaten von {{count}} Bildern wurden entfernt, weil sie für das gewählte Format zu groß sind.',
    },
  },
  EXIF_DROPPED: {
    text: {
      one: 'EXIF-Daten von {{count}} Bild wurden entfernt, weil das gewählte Format sie nicht aufnehmen kann.',
      other: 'EXIF-Daten von {{count}} Bildern wurden entfernt, weil das gewählte Format sie nicht aufnehmen kann.',
    },
  },
  XMP_DROPPED: {
    text: {
      one: 'XMP-Daten von {{count}} Bild wurden entfernt, weil das gewählte Format sie nicht aufnehmen kann.',
      other: 'XMP-Daten von {{count}} Bildern wurden entfernt, weil das gewählte Format sie nicht aufnehmen kann.',
    },
  },
  IPTC_DROPPED: {
    text: {
      one: 'IPTC-Daten von {{count}} Bild wurden entfernt, weil sie beschädigt sind oder das gewählte Format sie nicht aufnehmen kann.',
      other:
        'IPTC-Daten von {{count}} Bildern wurden entfernt, weil sie beschädigt sind oder das gewählte Format sie nicht aufnehmen kann.',
    },
  },
  COMMENTS_DROPPED: {
    text: {
      one: 'Kommentare von {{count}} Bild wurden entfernt. Sie bleiben nur erhalten, wenn das Format gleich bleibt.',
      other:
        'Kommentare von {{count}} Bildern wurden entfernt. Sie bleiben nur erhalten, wenn das Format gleich bleibt.',
    },
  },
  DENSITY_DROPPED: {
    text: {
      one: 'Die Auflösung (Pixel pro Zoll) von {{count}} Bild wurde entfernt, weil das gewählte Format sie nicht aufnehmen kann.',
      other:
        'Die Auflösung (Pixel pro Zoll) von {{count}} Bildern wurde entfernt, weil das gewählte Format sie nicht aufnehmen kann.',
    },
  },
  GAIN_MAP_DROPPED: {
    text: {
      one: 'Die HDR-Gain-Map von {{count}} Bild wurde entfernt. Das Ergebnis zeigt den Standardumfang.',
      other: 'Die HDR-Gain-Map von {{count}} Bildern wurde entfernt. Das Ergebnis zeigt den Standardumfang.',
    },
  },
  MOTION_DROPPED: {
    text: {
      one: 'Film oder Ton von {{count}} Bild wurde entfernt. Das Ergebnis ist ein Standbild.',
      other: 'Film oder Ton von {{count}} Bildern wurde entfernt. Das Ergebnis ist ein Standbild.',
    },
  },
  DEPTH_MAP_DROPPED: {
    text: {
      one: 'Die Tiefenkarte von {{count}} Bild wurde entfernt.',
      other: 'Die Tiefenkarte von {{count}} Bildern wurde entfernt.',
    },
  },
  PANORAMA_DROPPED: {
    text: {
      one: 'Die Panoramadaten von {{count}} Bild wurden entfernt, weil sie nach dem Zuschneiden oder Drehen nicht mehr stimmen.',
      other:
        'Die Panoramadaten von {{count}} Bildern wurden entfernt, weil sie nach dem Zuschneiden oder Drehen nicht mehr stimmen.',
    },
  },
  FACES_DROPPED: {
    text: {
      one: 'Markierte Gesichter von {{count}} Bild wurden entfernt, weil sie nach dem Zuschneiden oder Drehen nicht mehr stimmen.',
      other:
        'Markierte Gesichter von {{count}} Bildern wurden entfernt, weil sie nach dem Zuschneiden oder Drehen nicht mehr stimmen.',
    },
  },
  FURTHER_DATA_DROPPED: {
    text: {
      one: '{{count}} Bild enthielt auch Daten wie Ebenen, Temperaturen oder Content Credentials, die entfernt wurden.',
      other:
        '{{count}} Bilder enthielten auch Daten wie Ebenen, Temperaturen oder Content Credentials, die entfernt wurden.',
    },
  },
  UNKNOWN_DATA_DROPPED: {
    text: {
      one: 'Daten von {{count}} Bild, die nur eine Kamera oder ein Programm lesen kann, wurden entfernt.',
      other: 'Daten von {{count}} Bildern, die nur eine Kamera oder ein Programm lesen kann, wurden entfernt.',
    },
  },
  PROFILE_DROPPED: {
    text: {
      one: 'Das Farbprofil von {{count}} Bild wurde entfernt, weil seine Texte einen Ort nennen. Die Farben wurden in sRGB umgerechnet.',
      other:
        'Die Farbprofile von {{count}} Bildern wurden entfernt, weil ihre Texte einen Ort nennen. Die Farben wurden in sRGB umgerechnet.',
    },
  },
  GEO_TIFF_DROPPED: {
    text: {
      one: 'Der Kartenbezug (GeoTIFF) von {{count}} Bild wurde entfernt.',
      other: 'Der Kartenbezug (GeoTIFF) von {{count}} Bildern wurde entfernt.',
    },
  },
  TIFF_TAGS_DROPPED: {
    text: {
      one: 'Weitere Tags von {{count}} TIFF wurden entfernt. Sie bleiben nur von TIFF zu TIFF erhalten, und nur die der ersten Seite.',
      other:
        'Weitere Tags von {{count}} TIFFs wurden entfernt. Sie bleiben nur von TIFF zu TIFF erhalten, und nur die der ersten Seite.',
    },
  },
};
