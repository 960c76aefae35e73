import type { Translated } from '../../../messages/languages.ts';
import type { texts as english } from './en.ts';

export const texts = {
  name: 'Extraire',
  drop: 'Déposez ici pour extraire',
  accepts: 'Archives : zip, tar, 7z, rar, gz, zst, xz, bz2',
  command: 'Extrait des archives.',
  output: 'Le dossier dans lequel les archives sont extraites.',
  launcher: { title: 'Extraire avec Dropmill', comment: 'Extraire des archives dans un dossier voisin' },
  groups: { output: 'Résultats', contents: 'Contenu' },
  presets: { test: 'Tester seulement' },
  summary: {
    test: 'Tester seulement',
    list: 'Lister seulement',
    beside: 'Dans le dossier de l’archive',
    folder: 'Dans {folder}',
    password: 'Avec un mot de passe',
  },
  options: {
    folder: { title: 'Extraire vers', description: 'Si vide : dans le dossier de l’archive' },
    collision: {
      title: 'Si le fichier existe',
      choices: {
        rename: 'Ajouter un numéro',
        skip: 'Ignorer',
        overwrite: 'Remplacer',
        newer: 'Remplacer si plus récent',
      },
    },
    trashArchive: {
      title: 'Mettre ensuite l’archive à la corbeille',
      description: 'Si tout son contenu a été extrait',
    },
    password: {
      title: 'Mot de passe',
      description: 'Si l’archive est chiffrée.',
    },
    only: { title: 'Extraire seulement', description: 'Motifs comme dans .gitignore. Si vide : tout' },
    entries: { title: 'Entrées choisies' },
    nested: { title: 'Extraire les archives contenues', description: 'Chacune dans un dossier qui porte son nom' },
    encoding: {
      title: 'Encodage des noms de fichiers',
      description: 'Pour les archives qui n’indiquent pas comment leurs noms sont écrits',
      choices: {
        auto: 'Détecter',
        'utf-8': 'UTF-8',
        cp437: 'CP437 (DOS)',
        cp850: 'CP850 (DOS)',
        cp852: 'CP852 (Europe centrale)',
        'windows-1252': 'Windows-1252 (Europe occidentale)',
        'windows-1250': 'Windows-1250 (Europe centrale)',
        'windows-1251': 'Windows-1251 (Cyrillique)',
        ibm866: 'CP866 (Cyrillique)',
        'koi8-r': 'KOI8-R (Cyrillique)',
        'koi8-u': 'KOI8-U (Cyrillique)',
        cp737: 'CP737 (Grec)',
        'windows-1253': 'Windows-1253 (Grec)',
        cp857: 'CP857 (Turc)',
        'windows-1254': 'Windows-1254 (Turc)',
        cp862: 'CP862 (Hébreu)',
        'windows-1255': 'Windows-1255 (Hébreu)',
        'windows-1256': 'Windows-1256 (Arabe)',
        'windows-874': 'Windows-874 (Thaï)',
        shift_jis: 'Shift JIS (Japonais)',
        'euc-jp': 'EUC-JP (Japonais)',
        gbk: 'GBK (Chinois simplifié)',
        big5: 'Big5 (Chinois traditionnel)',
        'euc-kr': 'EUC-KR (Coréen)',
      },
    },
    keepMacMetadata: {
      title: 'Garder les métadonnées de macOS',
      description: 'Le dossier __MACOSX que macOS ajoute aux zips',
    },
    allowLarge: {
      title: 'Autoriser les contenus très volumineux',
      description: 'Sinon, les archives faites pour remplir un disque sont refusées.',
    },
    keepIntact: {
      title: 'Garder les fichiers intacts des archives endommagées',
      description: 'Sinon, rien n’est gardé d’une archive endommagée.',
    },
    owners: {
      title: 'Restaurer les propriétaires',
      description: 'Les fichiers reçoivent le propriétaire et le groupe de l’archive. Seul root peut le faire.',
    },
    action: {
      title: 'Action',
      choices: { extract: 'Extraire', test: 'Tester : tout lire, ne rien écrire', list: 'Lister le contenu' },
    },
  },
} as const satisfies Translated<typeof english>;
