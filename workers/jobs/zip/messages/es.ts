// The messages of zip jobs, in Spanish.
import type { Translation } from '../../../messages/message.ts';
import type { messages as english } from './en.ts';

export const messages: Translation<typeof english> = {
  // Options
  NEGATION_UNUSED: {
    text: 'El patrón «{{pattern}}» no vuelve a incluir nada: ningún patrón anterior excluye el archivo mismo.',
  },
  NOT_AN_OWNER: { text: 'Un propietario consta de dos números, como 0:0.' },
  COMMENT_NOT_UTF8: { text: 'El comentario no es un texto UTF-8 válido.' },
  COMMENT_TOO_LONG: { text: 'Un comentario tiene como máximo {{most}} bytes.' },
  COMMENT_WITH_CONTROLS: { text: 'Un comentario no puede contener caracteres de control.' },
  OTHER_FORMAT: { text: 'El nombre termina como el de un archivo {{asked}}, pero el formato es {{format}}.' },

  NO_INPUT: { text: 'No hay nada que comprimir.' },
  NOTHING_PACKED: {
    text: 'No se pudo comprimir nada. {{why, message}}',
    hint: 'La lista de archivos omitidos indica los motivos.',
  },
  ALL_EXCLUDED: {
    text: 'No hay nada que comprimir: sus exclusiones afectan a todo.',
    hint: 'Revise los patrones y las demás exclusiones.',
  },
  INPUT_IS_RESULT: {
    text: 'El archivo comprimido no puede reemplazar {{path}}, que debe comprimirse.',
    hint: 'Elija otro nombre u otra carpeta para el archivo comprimido.',
  },
  UNKNOWN_FORMAT: { text: 'No se pueden escribir archivos {{extension}}. Dropmill escribe {{formats}}.' },
  NO_FORMAT: {
    text: '{{extension}} no indica ningún formato de archivo comprimido. Dropmill escribe {{formats}}.',
    hint: 'Elija un nombre así o indique también el formato.',
  },
  BROKEN_LINK: { text: 'Enlace roto: su destino no existe.' },
  NO_LIBDEFLATE: {
    text: 'libdeflate no puede funcionar aquí: WebAssembly está desactivado.',
    hint: 'Elija otro método Deflate.',
  },
  NAME_TOO_LONG: {
    text: 'Su ruta es más larga de lo que admite un archivo zip (65.535 bytes).',
    hint: 'Elija un formato tar.',
  },
  PATTERN_UNUSED: { text: 'El patrón «{{pattern}}» no coincide con nada.' },
  LINKS_SKIPPED: {
    text: {
      one: 'Se omitió {{count}} enlace simbólico, como usted eligió.',
      other: 'Se omitieron {{count}} enlaces simbólicos, como usted eligió.',
    },
  },
  NAMES_FOREIGN: {
    text: {
      one: '{{count}} nombre no se puede extraer en Windows o macOS: {{examples}}. La opción «Adaptar a Windows y macOS» lo cambia.',
      other:
        '{{count}} nombres no se pueden extraer en Windows o macOS: {{examples}}. La opción «Adaptar a Windows y macOS» los cambia.',
    },
  },
  LONG_PASSWORD: { text: 'La contraseña supera los 99 bytes, el límite de 7-Zip.' },
  ARCHIVE_KEPT: { text: '{{path}} ya existe y se conservó. No se comprimió nada en él.' },
  TOO_MANY_PARTS: { text: 'El archivo comprimido tendría más de 999 partes.', hint: 'Elija partes más grandes.' },
  SPLIT: {
    text: {
      one: '{{count}} partes, de {{first}} a {{last}}. Dropmill, 7-Zip y Keka las unen.',
      other: '{{count}} partes, de {{first}} a {{last}}. Dropmill, 7-Zip y Keka las unen.',
    },
  },
  BAD_NAME: { text: '«{{name}}» no es un nombre de archivo.', hint: 'Elija un nombre sin barras.' },
  TAR_PASSWORD: {
    text: 'Un archivo tar no puede tener contraseña.',
    hint: 'Elija zip o quite la contraseña.',
  },
  TAR_COMMENT: {
    text: 'Un archivo tar no puede tener comentario.',
    hint: 'Elija zip o quite el comentario.',
  },
  VERIFY_FAILED: {
    text: 'El archivo comprimido no se lee tal como se escribió ({{what}}).',
    hint: 'Puede que el disco esté fallando. Elija otro y vuelva a intentarlo.',
  },

  CHANGED: { text: 'El archivo cambió mientras se leía.' },
  ENDLESS: { text: 'El archivo contiene más de lo que indica su tamaño y no se encontró el final.' },
  FILE_CRASHED: { text: 'Omitido porque el proceso de trabajo falló dos veces con este archivo.' },
  LINK_LOOP: { text: 'El enlace lleva de vuelta a una carpeta que lo contiene.' },
  PIPE: { text: 'Es una tubería, no un archivo.' },
  SOCKET: { text: 'Es un socket, no un archivo.' },
  DEVICE: { text: 'Es un dispositivo, no un archivo.' },

  STORED: {
    text: {
      one: '{{count}} archivo ya comprimido ({{size, bytes}}) se guardó tal cual.',
      other: '{{count}} archivos ya comprimidos ({{size, bytes}}) se guardaron tal cual.',
    },
  },
  STORED_SAVING: {
    text: {
      one: '{{count}} archivo ya comprimido ({{size, bytes}}) se guardó tal cual. Eso ahorró unos {{seconds}} s.',
      other:
        '{{count}} archivos ya comprimidos ({{size, bytes}}) se guardaron tal cual. Eso ahorró unos {{seconds}} s.',
    },
  },
  LINKS_OUTSIDE: {
    text: {
      one: '{{count}} enlace simbólico lleva fuera del archivo comprimido y puede no funcionar en otro lugar.',
      other: '{{count}} enlaces simbólicos llevan fuera del archivo comprimido y pueden no funcionar en otro lugar.',
    },
  },
  NAMES_CHANGED: {
    text: {
      one: '{{count}} nombre se cambió para que cualquier sistema pueda extraerlo: {{examples}}',
      other: '{{count}} nombres se cambiaron para que cualquier sistema pueda extraerlos: {{examples}}',
    },
  },
};
