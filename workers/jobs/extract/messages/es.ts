// The messages of extract jobs, in Spanish.
import type { Translation } from '../../../messages/message.ts';
import type { messages as english } from './en.ts';

export const messages: Translation<typeof english> = {
  NOT_AN_ARCHIVE: {
    text: 'No es un archivo comprimido que se pueda leer aquí.',
    hint: 'Se admiten zip, tar, gz, zst, xz, bz2, 7z y rar.',
  },
  FORMAT_UNREADABLE: {
    text: 'Los archivos {{format}} no se pueden leer aquí.',
    hint: 'Extraiga este archivo con otro programa, como 7-Zip.',
  },
  FOLDER_NOT_ARCHIVE: {
    text: 'Es una carpeta, no un archivo comprimido.',
    hint: 'Suelte los archivos comprimidos que contiene.',
  },
  END_MISSING: {
    text: 'Falta el final del archivo comprimido.',
    hint: 'Descargue o copie de nuevo el archivo comprimido.',
  },
  DIRECTORY_DAMAGED: {
    text: 'El índice del archivo comprimido está dañado.',
    hint: 'Descargue o copie de nuevo el archivo comprimido.',
  },
  ARCHIVE_DAMAGED: {
    text: 'Los datos comprimidos del archivo están dañados.',
    hint: 'Descargue o copie de nuevo el archivo comprimido.',
  },
  DATA_APPENDED: {
    text: 'Otros datos siguen a los datos comprimidos.',
    hint: 'Descargue o copie de nuevo el archivo comprimido, o conserve los archivos intactos (--keep-intact).',
  },
  ENTRIES_DAMAGED: {
    text: {
      one: '{{count}} entrada está dañada: {{name}}',
      other: '{{count}} entradas están dañadas, la primera es {{name}}',
    },
    hint: 'Descargue o copie de nuevo el archivo comprimido, o conserve los archivos intactos (--keep-intact).',
  },
  NOTHING_INTACT: {
    text: {
      one: 'Nada del archivo comprimido está intacto. {{count}} entrada está dañada: {{name}}',
      other: 'Nada del archivo comprimido está intacto. {{count}} entradas están dañadas, la primera es {{name}}',
    },
    hint: 'Descargue o copie de nuevo el archivo comprimido.',
  },
  VOLUMES_MISSING: {
    text: 'Es una parte de un archivo comprimido dividido.',
    hint: 'Solo se unen las partes llamadas .001, .002, etc. Extraiga las demás con otro programa, como 7-Zip.',
  },
  PART_MISSING: {
    text: 'Falta una parte del archivo comprimido dividido: {{name}}',
    hint: 'Ponga todas las partes en una misma carpeta.',
  },
  NEXT_PART_MISSING: {
    text: 'Falta el final del archivo comprimido, probablemente en otra parte: {{name}}',
    hint: 'Ponga todas las partes en una misma carpeta.',
  },
  NEXT_VOLUME_MISSING: {
    text: 'Falta el final del archivo comprimido, quizá en un segundo volumen.',
    hint: 'Descargue o copie de nuevo el archivo comprimido. Los volúmenes escritos por «tar -M» se extraen con tar.',
  },
  PART_SIZE: {
    text: 'El tamaño de {{name}} no es correcto: {{size, bytes}}, las demás partes {{expected, bytes}}.',
    hint: 'Descargue o copie de nuevo esta parte.',
  },
  PART_CHANGED: {
    text: '{{name}} se modificó mientras se leía el archivo comprimido.',
    hint: 'Inicie la tarea de nuevo.',
  },
  ENTRIES_OVERLAP: {
    text: 'Hay entradas que comparten los mismos bytes, como en los archivos hechos para llenar un disco.',
    hint: 'Extráigalo solo si sabe de dónde viene.',
  },
  TOO_LARGE: {
    text: 'El archivo contiene mucho más de lo que indica su tamaño, como los archivos hechos para llenar un disco.',
    hint: 'Si confía en él, permita contenidos muy grandes (--allow-large).',
  },
  PASSWORD_NEEDED: { text: 'El archivo comprimido está cifrado.', hint: 'Escriba su contraseña e inténtelo de nuevo.' },
  PASSWORD_WRONG: {
    text: 'La contraseña es incorrecta.',
    hint: 'Escriba la contraseña correcta e inténtelo de nuevo.',
  },
  NOTHING_CHOSEN: { text: 'Nada en el archivo comprimido coincide con los patrones.', hint: 'Cambie los patrones.' },
  ARCHIVE_CHANGED: {
    text: 'Este no es el archivo de la vista previa: contiene otro número de entradas.',
    hint: 'Inicie la tarea de nuevo.',
  },
  WINDOW_TOO_LARGE: { text: 'Para extraerlo hace falta más memoria de la permitida aquí ({{size, bytes}}).' },
  DICTIONARY_NEEDED: {
    text: 'El archivo se comprimió con un diccionario que no está en él.',
    hint: 'Extráigalo con «zstd -D» y ese diccionario.',
  },
  NESTED_IN_ITSELF: { text: 'El archivo comprimido se contiene a sí mismo.' },
  NESTED_TOO_DEEP: { text: 'Los archivos comprimidos anidados se extraen hasta {{depth}} niveles.' },
  NESTED_TOO_MANY: { text: 'Contiene más de {{count}} archivos comprimidos.' },
  ALL_FAILED: {
    text: 'No se pudo extraer nada del archivo comprimido. {{why, message}}',
    hint: 'Cada entrada muestra su motivo.',
  },

  LEADS_OUTSIDE: { text: 'Su nombre lleva fuera de la carpeta.' },
  NAME_EMPTY: { text: 'No tiene nombre.' },
  NAME_WITH_NUL: { text: 'Su nombre contiene un carácter NUL, que ningún sistema permite.' },
  ENTRY_PATH_TOO_LONG: { text: 'Su ruta es demasiado larga.' },
  CRC_MISMATCH: {
    text: 'Dañado: la suma de comprobación no coincide.',
    hint: 'Descargue o copie de nuevo el archivo comprimido.',
  },
  AUTHENTICATION_FAILED: {
    text: 'Dañado o modificado: el código de autenticación no coincide.',
    hint: 'Descargue o copie de nuevo el archivo comprimido.',
  },
  DATA_DAMAGED: {
    text: 'Sus datos comprimidos están dañados.',
    hint: 'Descargue o copie de nuevo el archivo comprimido.',
  },
  DATA_MISSING: {
    text: 'El archivo comprimido termina en medio de esta entrada.',
    hint: 'Descargue o copie de nuevo el archivo comprimido.',
  },
  LARGER_THAN_DECLARED: {
    text: 'Contiene más de lo que indica el archivo comprimido.',
    hint: 'Extráigalo solo si sabe de dónde viene.',
  },
  SIZE_MISMATCH: {
    text: 'Contiene menos de lo que indica el archivo comprimido.',
    hint: 'Descargue o copie de nuevo el archivo comprimido.',
  },
  HEADER_MISMATCH: {
    text: 'El archivo comprimido se contradice sobre esta entrada.',
    hint: 'Extráigalo solo si sabe de dónde viene.',
  },
  METHOD_UNSUPPORTED: { text: 'Su método de compresión no es compatible.' },
  ENCRYPTION_UNSUPPORTED: { text: 'Su método de cifrado no es compatible.' },
  LINK_LEADS_OUTSIDE: { text: 'El enlace lleva fuera de la carpeta.' },
  LINK_NOT_A_PATH: { text: 'Lo que contiene el enlace no es una ruta.' },
  LINK_CHAIN_TOO_LONG: { text: 'El enlace pasa por demasiados otros enlaces.' },
  LINKS_NOT_MADE: {
    text: 'Aquí no se pueden crear enlaces simbólicos.',
    hint: 'En Windows, active el modo de desarrollador. Los discos FAT y exFAT no admiten enlaces.',
  },
  LINK_TARGET_MISSING: { text: 'El archivo al que apunta el enlace físico no está en el archivo comprimido.' },
  SPECIAL_ENTRY: { text: 'Es un dispositivo o una tubería, no un archivo.' },
  FOLDER_WITH_CONTENT: { text: 'Por su nombre es una carpeta, pero tiene contenido.' },
  LINK_IN_THE_WAY: { text: 'Hay un enlace simbólico en el lugar de su carpeta.', hint: 'Elija otra carpeta.' },
  FILE_IN_THE_WAY: { text: 'Hay un archivo en el lugar de su carpeta.', hint: 'Elija otra carpeta.' },
  FOLDER_IN_THE_WAY: { text: 'Hay una carpeta en el lugar del archivo.', hint: 'Elija otra carpeta.' },
  ARCHIVE_IN_THE_WAY: { text: 'Un archivo comprimido por extraer tiene este nombre.', hint: 'Elija otra carpeta.' },

  KEPT_EXISTING: { text: 'El archivo existe.' },
  NAME_HIDES: { text: 'Su nombre contiene caracteres invisibles que pueden ocultar lo que es.' },
  PROGRAM_DISGUISED: { text: 'Programa con nombre de documento.' },
  NAME_CHANGED: { text: '«{{from}}» ahora se llama «{{to}}».' },
  MORE_NAMES_CHANGED: {
    text: { one: 'Se cambió {{count}} nombre más.', other: 'Se cambiaron {{count}} nombres más.' },
  },
  MAC_METADATA_SKIPPED: {
    text: {
      one: 'Se omitió {{count}} archivo con metadatos de macOS (__MACOSX).',
      other: 'Se omitieron {{count}} archivos con metadatos de macOS (__MACOSX).',
    },
  },
  ORIGIN_UNMARKED: {
    text: {
      one: '{{count}} archivo no se pudo marcar como descargado.',
      other: '{{count}} archivos no se pudieron marcar como descargados.',
    },
  },
  FOLDER_NUMBERED: { text: '«{{name}}» existe; la carpeta nueva recibe un número.' },
  OWNERS_NOT_RESTORED: { text: 'Los propietarios no se restauraron: solo root puede hacerlo.' },
  NESTED_NOT_SHOWN: {
    text: 'También se extraen los archivos comprimidos de dentro. La vista previa no muestra su contenido.',
  },
  TAR_END_MISSING: { text: 'El archivo comprimido no indica dónde termina. Puede que esté incompleto.' },
  DATA_AFTER_END: { text: 'Se ignoraron datos tras el final del archivo tar, quizá un segundo archivo.' },
  ENCODING_GUESSED: { text: 'Se detectó la codificación de los nombres: {{encoding, choice}}.' },
};
