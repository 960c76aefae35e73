// The messages of resize jobs, in Spanish.
import type { Translation } from '../../../messages/message.ts';
import type { messages as english } from './en.ts';

export const messages: Translation<typeof english> = {
  // Options
  NOT_A_COLOUR: { text: 'Escriba el color como #rrggbb.' },
  NOT_A_FOLDER_NAME: { text: 'Escriba un solo nombre de carpeta.' },
  NO_FOLDER: { text: 'Elija la carpeta para los resultados.' },
  ONE_SIZE_ONLY: { text: 'Los originales solo se pueden reemplazar por un tamaño.' },
  ONE_FORMAT_ONLY: { text: 'Los originales solo se pueden reemplazar por un formato.' },
  NO_NAME: { text: 'Escriba un nombre, por ejemplo {name}-{size}.' },
  SLASH_IN_NAME: { text: 'Un nombre no puede contener / ni \\.' },
  UNKNOWN_PLACEHOLDER: { text: '{{token}} no se conoce aquí.' },
  MODE_NEEDS_SIZE: { text: '--mode {{mode}} necesita --width o --height.' },

  NO_PICTURES: {
    text: 'No hay ninguna imagen entre estos archivos.',
    hint: 'Dropmill lee {{formats}}.',
  },
  NO_PICTURE_MADE: {
    text: 'No se pudo redimensionar ninguna imagen. {{why, message}}',
    hint: 'La lista de archivos indica cada motivo.',
  },
  NO_TRASH: {
    text: 'Los originales solo se pueden reemplazar donde hay una papelera.',
    hint: 'Guarde los resultados en la misma carpeta o en otra.',
  },
  DECODER_MISSING: {
    text: 'No se pudo cargar la biblioteca de imágenes: {{what}}',
    hint: 'Vuelva a instalar Dropmill.',
  },
  NO_MARKUP: {
    text: 'Los navegadores no pueden mostrar ninguno de estos resultados.',
    hint: 'Elige un formato distinto de TIFF.',
  },

  ORIGINAL_CHANGED: {
    text: 'Otro programa cambió la imagen desde que la tarea la encontró.',
    hint: 'Se dejó como está. Inténtelo de nuevo.',
  },
  ORIGINAL_LEFT_ALONE: { text: 'Otro programa cambió {{name}}, que no se reemplazó. El resultado es {{result}}.' },
  NOT_A_PICTURE: {
    text: 'No es una imagen compatible, a pesar de su extensión.',
    hint: 'Dropmill lee {{formats}}.',
  },
  UNSUPPORTED_FORMAT: {
    text: 'Las imágenes {{format}} no se pueden leer.',
    hint: 'Guárdela como TIFF, PNG o JPEG en el programa del que procede.',
  },
  UNSUPPORTED_KIND: {
    text: 'Este tipo de imagen {{format}} no se puede leer.',
    hint: 'Guárdela como TIFF, PNG o JPEG en el programa del que procede.',
  },
  EMPTY_FILE: { text: 'El archivo está vacío.', hint: 'Cópielo de nuevo desde su origen.' },
  DAMAGED_PICTURE: {
    text: 'La imagen está dañada o incompleta.',
    hint: 'Cópiela de nuevo desde su origen.',
  },
  PICTURE_INCOMPLETE: {
    text: 'Falta una parte del archivo o está dañada. Lo que no se pudo leer es gris, negro o transparente en el resultado.',
    hint: 'Cópiela de nuevo desde su origen.',
  },
  PREVIEW_ONLY: {
    text: 'De este TIFF solo se puede leer una vista previa pequeña, no la imagen misma.',
    hint: 'Guárdela de nuevo como TIFF o PNG en su programa de origen.',
  },
  UNSUPPORTED_SAMPLES: {
    text: 'El TIFF tiene valores del tipo {{samples}}, que no se pueden leer aquí.',
    hint: 'Guárdelo con 8 o 16 bits por canal en su programa de origen.',
  },
  SIDE_TOO_LONG: {
    text: '{{format}} admite como máximo {{most}} píxeles de ancho y de alto. El resultado tendría {{width}} × {{height}}.',
    hint: 'Elija un tamaño menor u otro formato.',
  },
  DOES_NOT_FIT: {
    text: 'Incluso con la calidad más baja la imagen ocupa {{size, bytes}}, más que los {{most, bytes}} permitidos.',
    hint: 'Permita más bytes, elija un tamaño menor o permita dimensiones menores.',
  },
  DECODER_CRASHED: {
    text: 'Omitida porque el proceso de trabajo falló dos veces con esta imagen.',
    hint: 'Puede estar dañada o ser malintencionada. Las demás imágenes no se ven afectadas.',
  },
  PICTURE_TOO_LARGE: {
    text: 'La imagen tiene {{width}} × {{height}} píxeles, más de los que caben en la memoria.',
    hint: 'Redúzcala en el programa del que procede.',
  },
  ANIMATION_TOO_LARGE: {
    text: 'La animación tiene {{frames}} fotogramas de {{width}} × {{height}} píxeles, más de los que caben en la memoria.',
    hint: 'Elija un formato sin animación para obtener el primer fotograma o acórtela en el programa del que procede.',
  },
  FILE_TOO_LARGE: {
    text: 'El archivo tiene {{size, bytes}}, más de lo que cabe en la memoria.',
    hint: 'Redúzcalo en el programa del que procede.',
  },
  SVG_TOO_LARGE: {
    text: 'El SVG tiene {{size, bytes}}. Se pueden dibujar como máximo {{most, bytes}}.',
    hint: 'Quite las imágenes incrustadas o guárdelo como PNG en el programa del que procede.',
  },
  TOO_MANY_PIXELS: {
    text: 'La imagen tiene más píxeles de los que se pueden procesar.',
    hint: 'Redúzcala en el programa del que procede, o elija un tamaño menor u otro formato.',
  },
  PICTURE_TOO_SLOW: {
    text: 'La imagen tardó demasiado.',
    hint: 'Inténtelo con ella sola, o elija un tamaño menor u otro formato.',
  },
  WRONG_RESULT: {
    text: 'El resultado tiene {{width}} × {{height}} píxeles y no {{wantedWidth}} × {{wantedHeight}}.',
    hint: 'No se guardó nada. Pruebe otro formato.',
  },
  NOT_WRITTEN: {
    text: 'El resultado no se escribió por completo.',
    hint: 'Compruebe el disco y vuelva a intentarlo.',
  },

  NO_PICTURE: { text: 'No es una imagen.' },
  LINK: { text: 'No se siguen los enlaces.' },
  LARGER_RESULT: { text: 'El resultado sería mayor que el original.' },

  FIRST_FRAME: {
    text: {
      one: '{{count}} imagen tiene varios fotogramas. Solo el primero cabe en el formato elegido.',
      other: '{{count}} imágenes tienen varios fotogramas. Solo el primero cabe en el formato elegido.',
    },
  },
  FLATTENED: {
    text: {
      one: '{{count}} imagen tiene transparencia. Se rellenó con el color de fondo porque JPEG no la admite.',
      other: '{{count}} imágenes tienen transparencia. Se rellenaron con el color de fondo porque JPEG no la admite.',
    },
  },
  OTHER_PAGES: {
    text: {
      one: '{{count}} imagen tiene páginas de distinto tamaño. Solo se usó la primera.',
      other: '{{count}} imágenes tienen páginas de distinto tamaño. Solo se usó la primera.',
    },
  },
  READ_WITH_DAMAGE: {
    text: {
      one: '{{count}} imagen está dañada en algunas partes y se leyó hasta donde fue posible. Compruebe el resultado.',
      other:
        '{{count}} imágenes están dañadas en algunas partes y se leyeron hasta donde fue posible. Compruebe los resultados.',
    },
  },
  READ_IN_PART: {
    text: {
      one: 'No se pudo leer una parte de {{count}} imagen, y falta en el resultado. El original quedó como estaba.',
      other:
        'No se pudieron leer partes de {{count}} imágenes, y faltan en los resultados. Los originales quedaron como estaban.',
    },
  },
  METADATA_REMOVED: {
    text: {
      one: '{{count}} imagen se guardó sin metadatos porque no se pudieron limpiar.',
      other: '{{count}} imágenes se guardaron sin metadatos porque no se pudieron limpiar.',
    },
  },
  SHRUNK: {
    text: {
      one: '{{count}} imagen también se redujo para respetar el tamaño máximo de archivo.',
      other: '{{count}} imágenes también se redujeron para respetar el tamaño máximo de archivo.',
    },
  },
  METADATA_DROPPED_FOR_SIZE: {
    text: {
      one: 'Se eliminaron los metadatos de {{count}} imagen para respetar el tamaño máximo del archivo.',
      other: 'Se eliminaron los metadatos de {{count}} imágenes para respetar el tamaño máximo del archivo.',
    },
  },
  HDR_COLOURS: {
    text: {
      one: '{{count}} imagen tiene colores de alto rango dinámico, que se ven más pálidos en el resultado.',
      other: '{{count}} imágenes tienen colores de alto rango dinámico, que se ven más pálidos en los resultados.',
    },
  },
  EXIF_DAMAGED: {
    text: {
      one: 'Se quitaron los datos EXIF dañados de {{count}} imagen porque no se pudieron leer.',
      other: 'Se quitaron los datos EXIF dañados de {{count}} imágenes porque no se pudieron leer.',
    },
  },
  MAKER_NOTE_DROPPED: {
    text: {
      one: 'Se quitaron las notas del fabricante de la cámara de {{count}} imagen porque no se pudieron limpiar ni conservar en este formato.',
      other:
        'Se quitaron las notas del fabricante de la cámara de {{count}} imágenes porque no se pudieron limpiar ni conservar en este formato.',
    },
  },
  XMP_DAMAGED: {
    text: {
      one: 'Se quitaron los datos XMP dañados de {{count}} imagen porque no se pudieron limpiar.',
      other: 'Se quitaron los datos XMP dañados de {{count}} imágenes porque no se pudieron limpiar.',
    },
  },
  XMP_SECOND_PART_DROPPED: {
    text: {
      one: 'Se quitó la segunda parte de los datos XMP de {{count}} imagen. Solo se conserva la primera.',
      other: 'Se quitó la segunda parte de los datos XMP de {{count}} imágenes. Solo se conserva la primera.',
    },
  },
  METADATA_TOO_LARGE: {
    text: {
      one: 'Se quitaron metadatos de {{count}} imagen porque son demasiado grandes para el formato elegido.',
      other: 'Se quitaron metadatos de {{count}} imágenes porque son demasiado grandes para el formato elegido.',
    },
  },
  EXIF_DROPPED: {
    text: {
      one: 'Se quitaron los datos EXIF de {{count}} imagen porque el formato elegido no los admite.',
      other: 'Se quitaron los datos EXIF de {{count}} imágenes porque el formato elegido no los admite.',
    },
  },
  XMP_DROPPED: {
    text: {
      one: 'Se quitaron los datos XMP de {{count}} imagen porque el formato elegido no los admite.',
      other: 'Se quitaron los datos XMP de {{count}} imágenes porque el formato elegido no los admite.',
    },
  },
  IPTC_DROPPED: {
    text: {
      one: 'Se quitaron los datos IPTC de {{count}} imagen porque están dañados o el formato elegido no los admite.',
      other:
        'Se quitaron los datos IPTC de {{count}} imágenes porque están dañados o el formato elegido no los admite.',
    },
  },
  COMMENTS_DROPPED: {
    text: {
      one: 'Se quitaron los comentarios de {{count}} imagen. Solo se conservan si el formato no cambia.',
      other: 'Se quitaron los comentarios de {{count}} imágenes. Solo se conservan si el formato no cambia.',
    },
  },
  DENSITY_DROPPED: {
    text: {
      one: 'Se quitó la densidad (píxeles por pulgada) de {{count}} imagen porque el formato elegido no la admite.',
      other: 'Se quitó la densidad (píxeles por pulgada) de {{count}} imágenes porque el formato elegido no la admite.',
    },
  },
  GAIN_MAP_DROPPED: {
    text: {
      one: 'Se quitó el mapa de ganancia HDR de {{count}} imagen. El resultado muestra el rango estándar.',
      other: 'Se quitó el mapa de ganancia HDR de {{count}} imágenes. El resultado muestra el rango estándar.',
    },
  },
  MOTION_DROPPED: {
    text: {
      one: 'Se quitó el vídeo o el sonido de {{count}} imagen. El resultado es una imagen fija.',
      other: 'Se quitó el vídeo o el sonido de {{count}} imágenes. El resultado es una imagen fija.',
    },
  },
  DEPTH_MAP_DROPPED: {
    text: {
      one: 'Se quitó el mapa de profundidad de {{count}} imagen.',
      other: 'Se quitó el mapa de profundidad de {{count}} imágenes.',
    },
  },
  PANORAMA_DROPPED: {
    text: {
      one: 'Se quitaron los datos de panorama de {{count}} imagen porque el recorte o el giro los invalidó.',
      other: 'Se quitaron los datos de panorama de {{count}} imágenes porque el recorte o el giro los invalidó.',
    },
  },
  FACES_DROPPED: {
    text: {
      one: 'Se quitaron las caras marcadas de {{count}} imagen porque el recorte o el giro las invalidó.',
      other: 'Se quitaron las caras marcadas de {{count}} imágenes porque el recorte o el giro las invalidó.',
    },
  },
  FURTHER_DATA_DROPPED: {
    text: {
      one: '{{count}} imagen contenía también datos como capas, temperaturas o Content Credentials, que se quitaron.',
      other:
        '{{count}} imágenes contenían también datos como capas, temperaturas o Content Credentials, que se quitaron.',
    },
  },
  UNKNOWN_DATA_DROPPED: {
    text: {
      one: 'Se quitaron datos de {{count}} imagen que solo puede leer alguna cámara o programa.',
      other: 'Se quitaron datos de {{count}} imágenes que solo puede leer alguna cámara o programa.',
    },
  },
  PROFILE_DROPPED: {
    text: {
      one: 'Se quitó el perfil de color de {{count}} imagen, porque sus textos indican un lugar. Los colores se convirtieron a sRGB.',
      other:
        'Se quitaron los perfiles de color de {{count}} imágenes, porque sus textos indican un lugar. Los colores se convirtieron a sRGB.',
    },
  },
  GEO_TIFF_DROPPED: {
    text: {
      one: 'Se quitó la referencia cartográfica (GeoTIFF) de {{count}} imagen.',
      other: 'Se quitó la referencia cartográfica (GeoTIFF) de {{count}} imágenes.',
    },
  },
  TIFF_TAGS_DROPPED: {
    text: {
      one: 'Se eliminaron otras etiquetas de {{count}} TIFF. Solo se conservan de TIFF a TIFF, y solo las de la primera página.',
      other:
        'Se eliminaron otras etiquetas de {{count}} TIFF. Solo se conservan de TIFF a TIFF, y solo las de la primera página.',
    },
  },
};
