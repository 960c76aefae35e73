import type { Translated } from '../../../messages/languages.ts';
import type { texts as english } from './en.ts';

export const texts = {
  name: 'Extraer',
  drop: 'Soltar aquí para extraer',
  accepts: 'Archivos comprimidos: zip, tar, 7z, rar, gz, zst, xz, bz2',
  command: 'Extrae archivos comprimidos.',
  output: 'La carpeta en la que se extraen los archivos comprimidos.',
  launcher: { title: 'Extraer con Dropmill', comment: 'Extraer archivos comprimidos en una carpeta contigua' },
  groups: { output: 'Resultados', contents: 'Contenido' },
  presets: { test: 'Solo comprobar' },
  summary: {
    test: 'Solo comprobar',
    list: 'Solo listar',
    beside: 'En la carpeta del archivo comprimido',
    folder: 'En {folder}',
    password: 'Con contraseña',
  },
  options: {
    folder: { title: 'Extraer en', description: 'Si está vacío: en la carpeta del archivo comprimido' },
    collision: {
      title: 'Si el archivo existe',
      choices: {
        rename: 'Añadir un número',
        skip: 'Omitir',
        overwrite: 'Reemplazar',
        newer: 'Reemplazar si es más reciente',
      },
    },
    trashArchive: {
      title: 'Mover después el archivo comprimido a la papelera',
      description: 'Si se extrajo todo su contenido',
    },
    password: {
      title: 'Contraseña',
      description: 'Si el archivo comprimido está cifrado.',
    },
    only: { title: 'Extraer solo', description: 'Patrones como en .gitignore. Si está vacío: todo' },
    entries: { title: 'Entradas elegidas' },
    nested: {
      title: 'Extraer los archivos comprimidos de dentro',
      description: 'Cada uno en una carpeta con su nombre',
    },
    encoding: {
      title: 'Codificación de los nombres',
      description: 'Para los archivos comprimidos que no indican cómo están escritos sus nombres',
      choices: {
        auto: 'Detectar',
        'utf-8': 'UTF-8',
        cp437: 'CP437 (DOS)',
        cp850: 'CP850 (DOS)',
        cp852: 'CP852 (Europa central)',
        'windows-1252': 'Windows-1252 (Europa occidental)',
        'windows-1250': 'Windows-1250 (Europa central)',
        'windows-1251': 'Windows-1251 (Cirílico)',
        ibm866: 'CP866 (Cirílico)',
        'koi8-r': 'KOI8-R (Cirílico)',
        'koi8-u': 'KOI8-U (Cirílico)',
        cp737: 'CP737 (Griego)',
        'windows-1253': 'Windows-1253 (Griego)',
        cp857: 'CP857 (Turco)',
        'windows-1254': 'Windows-1254 (Turco)',
        cp862: 'CP862 (Hebreo)',
        'windows-1255': 'Windows-1255 (Hebreo)',
        'windows-1256': 'Windows-1256 (Árabe)',
        'windows-874': 'Windows-874 (Tailandés)',
        shift_jis: 'Shift JIS (Japonés)',
        'euc-jp': 'EUC-JP (Japonés)',
        gbk: 'GBK (Chino simplificado)',
        big5: 'Big5 (Chino tradicional)',
        'euc-kr': 'EUC-KR (Coreano)',
      },
    },
    keepMacMetadata: {
      title: 'Conservar los metadatos de macOS',
      description: 'La carpeta __MACOSX que macOS añade a los zip',
    },
    allowLarge: {
      title: 'Permitir contenidos muy grandes',
      description: 'Si no, se rechazan los archivos hechos para llenar un disco.',
    },
    keepIntact: {
      title: 'Conservar los archivos intactos de archivos dañados',
      description: 'Si no, no se conserva nada de un archivo dañado.',
    },
    owners: {
      title: 'Restaurar propietarios',
      description:
        'Los archivos reciben el propietario y el grupo que indica el archivo comprimido. Solo root puede hacerlo.',
    },
    action: {
      title: 'Acción',
      choices: { extract: 'Extraer', test: 'Comprobar: leer todo, no escribir nada', list: 'Listar el contenido' },
    },
  },
} as const satisfies Translated<typeof english>;
