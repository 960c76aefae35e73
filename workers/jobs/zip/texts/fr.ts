import type { Translated } from '../../../messages/languages.ts';
import type { texts as english } from './en.ts';

export const texts: Translated<typeof english> = {
  name: 'Zip',
  drop: 'Déposez ici pour compresser',
  accepts: 'Fichiers et dossiers',
  command: 'Met des fichiers et des dossiers dans une archive.',
  output: 'L’archive ; avec --per-input, le dossier de toutes les archives. Son extension choisit le format.',
  next: 'Puis compresser les résultats',
  nextNow: 'Compresser les résultats',
  launcher: { title: 'Compresser avec Dropmill', comment: 'Mettre des fichiers et des dossiers dans une archive zip' },
  groups: { archive: 'Archive', contents: 'Contenu', protection: 'Protection' },
  presets: { fast: 'Rapide', backup: 'Sauvegarde compacte', clean: 'Projet sans fichiers inutiles' },
  summary: {
    one: 'Une archive',
    each: 'Une archive par élément',
    format: '{format}',
    named: '{level}',
    level: 'Compression {level}',
    password: 'Avec mot de passe',
    folder: 'dans {folder}',
    split: 'parties de {split}',
    trash: 'originaux à la corbeille',
  },
  options: {
    format: {
      title: 'Format',
      choices: {},
    },
    level: {
      title: 'Compression',
      description: '0 = aucune compression, 1 = le plus rapide, 9 = le plus petit',
      choices: { fast: 'Rapide', balanced: 'Équilibrée', small: 'Compacte' },
    },
    perInput: { title: 'Une archive par élément' },
    name: { title: 'Nom' },
    exactName: { title: 'Nom exact' },
    folder: { title: 'Enregistrer dans', description: 'Si vide : dans le dossier du premier élément' },
    collision: {
      title: 'Si le fichier existe',
      choices: { rename: 'Ajouter un numéro', skip: 'Ignorer', overwrite: 'Remplacer' },
    },
    split: {
      title: 'Diviser en parties d’au plus',
      description: 'Les parties se terminent par .001, .002 … Dropmill, 7-Zip et Keka les réunissent.',
      choices: { '10MB': '10 MB', '20MB': '20 MB', '25MB': '25 MB', '100MB': '100 MB' },
    },
    leaveOut: {
      title: 'Exclure',
      choices: {
        hidden: 'Fichiers cachés',
        junk: 'Fichiers système (.DS_Store, Thumbs.db)',
        node_modules: 'node_modules',
        '.git': '.git',
      },
    },
    exclude: { title: 'Motifs d’exclusion', description: 'Comme dans .gitignore' },
    links: {
      title: 'Liens symboliques',
      choices: { keep: 'Conserver comme liens', follow: 'Suivre', skip: 'Ignorer' },
    },
    password: {
      title: 'Mot de passe',
      description: 'AES-256. Les noms des fichiers restent visibles. L’Explorateur Windows ne peut pas l’ouvrir.',
    },
    verify: {
      title: 'Vérifier l’archive',
      choices: { quick: 'Vérification rapide', full: 'Vérification complète', off: 'Aucune vérification' },
    },
    trashOriginals: {
      title: 'Mettre ensuite les originaux à la corbeille',
      description: 'Après une vérification complète de l’archive',
    },
    names: {
      title: 'Noms des fichiers',
      choices: { portable: 'Adapter à Windows et macOS', exact: 'Conserver tels quels' },
    },
    storePacked: {
      title: 'Ne pas recompresser les fichiers compressés',
      description: 'Les photos, les vidéos et les archives ne deviennent guère plus petites.',
    },
    deflate: {
      title: 'Méthode Deflate',
      description: 'libdeflate produit des archives plus petites. zlib compresse ce qu’elle ne peut pas traiter.',
      choices: { auto: 'Automatique' },
    },
    owners: { title: 'Conserver les propriétaires', description: 'Utilisateur et groupe sous forme de numéros' },
    owner: {
      title: 'Propriétaire',
      description:
        'Utilisateur et groupe de toutes les entrées, par exemple 0:0. Si vide : les leurs, s’ils sont conservés',
    },
    comment: { title: 'Commentaire' },
  },
};
