import type { Translated } from '../../../messages/languages.ts';
import type { texts as english } from './en.ts';

export const texts: Translated<typeof english> = {
  name: 'Zip',
  drop: 'Soltar aquí para comprimir',
  accepts: 'Archivos y carpetas',
  command: 'Empaqueta archivos y carpetas en un archivo comprimido.',
  output: 'El archivo comprimido; con --per-input, la carpeta para todos. Su extensión elige el formato.',
  next: 'Después, comprimir los resultados',
  nextNow: 'Comprimir los resultados',
  launcher: { title: 'Comprimir con Dropmill', comment: 'Empaquetar archivos y carpetas en un archivo zip' },
  groups: { archive: 'Archivo comprimido', contents: 'Contenido', protection: 'Protección' },
  presets: { fast: 'Rápido', backup: 'Copia compacta', clean: 'Proyecto limpio' },
  summary: {
    one: 'Un archivo comprimido',
    each: 'Un archivo comprimido por elemento',
    format: '{format}',
    named: '{level}',
    level: 'Compresión {level}',
    password: 'Con contraseña',
    folder: 'en {folder}',
    split: 'partes de {split}',
    trash: 'originales a la papelera',
  },
  options: {
    format: {
      title: 'Formato',
      choices: {},
    },
    level: {
      title: 'Compresión',
      description: '0 = sin compresión, 1 = la más rápida, 9 = la más pequeña',
      choices: { fast: 'Rápida', balanced: 'Equilibrada', small: 'Pequeña' },
    },
    perInput: { title: 'Un archivo comprimido por elemento' },
    name: { title: 'Nombre' },
    exactName: { title: 'Nombre exacto' },
    folder: { title: 'Guardar en', description: 'Si está vacío: en la carpeta del primer elemento' },
    collision: {
      title: 'Si el archivo ya existe',
      choices: { rename: 'Añadir un número', skip: 'Omitir', overwrite: 'Reemplazar' },
    },
    split: {
      title: 'Dividir en partes de como máximo',
      description: 'Las partes terminan en .001, .002 … Dropmill, 7-Zip y Keka las unen.',
      choices: { '10MB': '10 MB', '20MB': '20 MB', '25MB': '25 MB', '100MB': '100 MB' },
    },
    leaveOut: {
      title: 'Excluir',
      choices: {
        hidden: 'Archivos ocultos',
        junk: 'Archivos del sistema (.DS_Store, Thumbs.db)',
        node_modules: 'node_modules',
        '.git': '.git',
      },
    },
    exclude: { title: 'Patrones de exclusión', description: 'Como en .gitignore' },
    links: {
      title: 'Enlaces simbólicos',
      choices: { keep: 'Conservar como enlaces', follow: 'Seguir', skip: 'Omitir' },
    },
    password: {
      title: 'Contraseña',
      description: 'AES-256. Los nombres de los archivos siguen visibles. El Explorador de Windows no puede abrirlo.',
    },
    verify: {
      title: 'Comprobar el archivo comprimido',
      choices: { quick: 'Comprobación rápida', full: 'Comprobación completa', off: 'Sin comprobación' },
    },
    trashOriginals: {
      title: 'Mover después los originales a la papelera',
      description: 'Tras una comprobación completa del archivo comprimido',
    },
    names: {
      title: 'Nombres de archivo',
      choices: { portable: 'Adaptar a Windows y macOS', exact: 'Conservar tal cual' },
    },
    storePacked: {
      title: 'No volver a comprimir archivos comprimidos',
      description: 'Las fotos, los vídeos y los archivos comprimidos apenas se reducen.',
    },
    deflate: {
      title: 'Método Deflate',
      description: 'libdeflate crea archivos más pequeños. zlib comprime lo que libdeflate no puede.',
      choices: { auto: 'Automático' },
    },
    owners: { title: 'Conservar los propietarios', description: 'Usuario y grupo como números' },
    owner: {
      title: 'Propietario',
      description:
        'Usuario y grupo de todas las entradas, por ejemplo 0:0. Si está vacío: los propios, si se conservan',
    },
    comment: { title: 'Comentario' },
  },
};
