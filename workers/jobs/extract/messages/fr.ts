// The messages of extract jobs, in French.
import type { Translation } from '../../../messages/message.ts';
import type { messages as english } from './en.ts';

export const messages: Translation<typeof english> = {
  NOT_AN_ARCHIVE: {
    text: 'Ce n’est pas une archive lisible ici.',
    hint: 'Formats pris en charge : zip, tar, gz, zst, xz, bz2, 7z et rar.',
  },
  FORMAT_UNREADABLE: {
    text: 'Les fichiers {{format}} ne sont pas lisibles ici.',
    hint: 'Extrayez ce fichier avec un autre programme, comme 7-Zip.',
  },
  FOLDER_NOT_ARCHIVE: { text: 'Un dossier, pas une archive.', hint: 'Déposez les archives qu’il contient.' },
  END_MISSING: { text: 'La fin de l’archive manque.', hint: 'Téléchargez ou copiez de nouveau l’archive.' },
  DIRECTORY_DAMAGED: {
    text: 'La table des matières de l’archive est endommagée.',
    hint: 'Téléchargez ou copiez de nouveau l’archive.',
  },
  ARCHIVE_DAMAGED: {
    text: 'Les données compressées de l’archive sont endommagées.',
    hint: 'Téléchargez ou copiez de nouveau l’archive.',
  },
  DATA_APPENDED: {
    text: 'D’autres données suivent les données compressées.',
    hint: 'Téléchargez ou copiez de nouveau l’archive, ou gardez les fichiers intacts (--keep-intact).',
  },
  ENTRIES_DAMAGED: {
    text: {
      one: '{{count}} entrée est endommagée : {{name}}',
      other: '{{count}} entrées sont endommagées, la première est {{name}}',
    },
    hint: 'Téléchargez ou copiez de nouveau l’archive, ou gardez les fichiers intacts (--keep-intact).',
  },
  NOTHING_INTACT: {
    text: {
      one: 'Rien dans l’archive n’est intact. {{count}} entrée est endommagée : {{name}}',
      other: 'Rien dans l’archive n’est intact. {{count}} entrées sont endommagées, la première est {{name}}',
    },
    hint: 'Téléchargez ou copiez de nouveau l’archive.',
  },
  VOLUMES_MISSING: {
    text: 'C’est une partie d’une archive divisée.',
    hint: 'Seules les parties nommées .001, .002, etc. sont réunies. Extrayez les autres avec un autre programme, comme 7-Zip.',
  },
  PART_MISSING: {
    text: 'Une partie de l’archive divisée manque : {{name}}',
    hint: 'Placez toutes les parties dans un même dossier.',
  },
  NEXT_PART_MISSING: {
    text: 'La fin de l’archive manque, sans doute dans une autre partie : {{name}}',
    hint: 'Placez toutes les parties dans un même dossier.',
  },
  NEXT_VOLUME_MISSING: {
    text: 'La fin de l’archive manque, peut-être dans un deuxième volume.',
    hint: 'Téléchargez ou copiez de nouveau l’archive. Les volumes écrits par « tar -M » s’extraient avec tar.',
  },
  PART_SIZE: {
    text: 'La taille de {{name}} n’est pas la bonne : {{size, bytes}}, les autres parties {{expected, bytes}}.',
    hint: 'Téléchargez ou copiez de nouveau cette partie.',
  },
  PART_CHANGED: {
    text: '{{name}} a été modifié pendant la lecture de l’archive.',
    hint: 'Relancez la tâche.',
  },
  ENTRIES_OVERLAP: {
    text: 'Des entrées de l’archive partagent les mêmes octets, comme dans les archives faites pour remplir un disque.',
    hint: 'Ne l’extrayez que si vous savez d’où elle vient.',
  },
  TOO_LARGE: {
    text: 'L’archive contient bien plus que sa taille ne le laisse penser, comme les archives faites pour remplir un disque.',
    hint: 'Si vous lui faites confiance, autorisez les contenus très volumineux (--allow-large).',
  },
  PASSWORD_NEEDED: { text: 'L’archive est chiffrée.', hint: 'Saisissez son mot de passe et réessayez.' },
  PASSWORD_WRONG: { text: 'Le mot de passe est incorrect.', hint: 'Saisissez le bon mot de passe et réessayez.' },
  NOTHING_CHOSEN: { text: 'Rien dans l’archive ne correspond aux motifs.', hint: 'Modifiez les motifs.' },
  ARCHIVE_CHANGED: {
    text: 'Ce n’est pas l’archive de l’aperçu : elle contient un autre nombre d’entrées.',
    hint: 'Relancez la tâche.',
  },
  WINDOW_TOO_LARGE: { text: 'L’extraction demande plus de mémoire que permis ici ({{size, bytes}}).' },
  DICTIONARY_NEEDED: {
    text: 'Le fichier a été compressé avec un dictionnaire qui ne s’y trouve pas.',
    hint: 'Extrayez-le avec « zstd -D » et ce dictionnaire.',
  },
  NESTED_IN_ITSELF: { text: 'L’archive se contient elle-même.' },
  NESTED_TOO_DEEP: { text: 'Les archives imbriquées sont extraites jusqu’à {{depth}} niveaux.' },
  NESTED_TOO_MANY: { text: 'Elle contient plus de {{count}} archives.' },
  ALL_FAILED: {
    text: 'Rien n’a pu être extrait de l’archive. {{why, message}}',
    hint: 'Chaque entrée indique sa raison.',
  },

  LEADS_OUTSIDE: { text: 'Son nom mène hors du dossier.' },
  NAME_EMPTY: { text: 'L’entrée n’a pas de nom.' },
  NAME_WITH_NUL: { text: 'Son nom contient un caractère NUL, qu’aucun système n’autorise.' },
  ENTRY_PATH_TOO_LONG: { text: 'Son chemin est trop long.' },
  CRC_MISMATCH: {
    text: 'Endommagée : la somme de contrôle ne correspond pas.',
    hint: 'Téléchargez ou copiez de nouveau l’archive.',
  },
  AUTHENTICATION_FAILED: {
    text: 'Endommagée ou modifiée : le code d’authentification ne correspond pas.',
    hint: 'Téléchargez ou copiez de nouveau l’archive.',
  },
  DATA_DAMAGED: {
    text: 'Ses données compressées sont endommagées.',
    hint: 'Téléchargez ou copiez de nouveau l’archive.',
  },
  DATA_MISSING: {
    text: 'L’archive se termine au milieu de cette entrée.',
    hint: 'Téléchargez ou copiez de nouveau l’archive.',
  },
  LARGER_THAN_DECLARED: {
    text: 'Elle contient plus que ce qu’indique l’archive.',
    hint: 'Ne l’extrayez que si vous savez d’où elle vient.',
  },
  SIZE_MISMATCH: {
    text: 'Elle contient moins que ce qu’indique l’archive.',
    hint: 'Téléchargez ou copiez de nouveau l’archive.',
  },
  HEADER_MISMATCH: {
    text: 'L’archive se contredit au sujet de cette entrée.',
    hint: 'Ne l’extrayez que si vous savez d’où elle vient.',
  },
  METHOD_UNSUPPORTED: { text: 'Sa méthode de compression n’est pas prise en charge.' },
  ENCRYPTION_UNSUPPORTED: { text: 'Sa méthode de chiffrement n’est pas prise en charge.' },
  LINK_LEADS_OUTSIDE: { text: 'Le lien mène hors du dossier.' },
  LINK_NOT_A_PATH: { text: 'Ce que contient le lien n’est pas un chemin.' },
  LINK_CHAIN_TOO_LONG: { text: 'Le lien passe par trop d’autres liens.' },
  LINKS_NOT_MADE: {
    text: 'Les liens symboliques ne peuvent pas être créés ici.',
    hint: 'Sous Windows, activez le mode développeur. Les disques FAT et exFAT n’ont pas de liens.',
  },
  LINK_TARGET_MISSING: { text: 'Le fichier visé par ce lien physique n’est pas dans l’archive.' },
  SPECIAL_ENTRY: { text: 'Un périphérique ou un tube, pas un fichier.' },
  FOLDER_WITH_CONTENT: { text: 'D’après son nom, c’est un dossier, mais l’entrée a un contenu.' },
  LINK_IN_THE_WAY: {
    text: 'Un lien symbolique se trouve à la place du dossier.',
    hint: 'Choisissez un autre dossier.',
  },
  FILE_IN_THE_WAY: { text: 'Un fichier se trouve à la place du dossier.', hint: 'Choisissez un autre dossier.' },
  FOLDER_IN_THE_WAY: { text: 'Un dossier se trouve à la place du fichier.', hint: 'Choisissez un autre dossier.' },
  ARCHIVE_IN_THE_WAY: { text: 'Une archive à extraire porte ce nom.', hint: 'Choisissez un autre dossier.' },

  KEPT_EXISTING: { text: 'Le fichier existe.' },
  NAME_HIDES: { text: 'Son nom contient des caractères invisibles qui peuvent masquer sa vraie nature.' },
  PROGRAM_DISGUISED: { text: 'Un programme au nom de document.' },
  NAME_CHANGED: { text: '« {{from}} » s’appelle maintenant « {{to}} ».' },
  MORE_NAMES_CHANGED: {
    text: { one: '{{count}} autre nom a été modifié.', other: '{{count}} autres noms ont été modifiés.' },
  },
  MAC_METADATA_SKIPPED: {
    text: {
      one: '{{count}} fichier de métadonnées de macOS (__MACOSX) a été ignoré.',
      other: '{{count}} fichiers de métadonnées de macOS (__MACOSX) ont été ignorés.',
    },
  },
  ORIGIN_UNMARKED: {
    text: {
      one: '{{count}} fichier n’a pas pu être marqué comme téléchargé.',
      other: '{{count}} fichiers n’ont pas pu être marqués comme téléchargés.',
    },
  },
  FOLDER_NUMBERED: { text: '« {{name}} » existe ; le nouveau dossier reçoit un numéro.' },
  OWNERS_NOT_RESTORED: { text: 'Les propriétaires n’ont pas été restaurés : seul root peut le faire.' },
  NESTED_NOT_SHOWN: { text: 'Les archives contenues sont aussi extraites. L’aperçu ne montre pas leur contenu.' },
  TAR_END_MISSING: { text: 'L’archive n’indique pas où elle se termine. Elle est peut-être incomplète.' },
  DATA_AFTER_END: {
    text: 'Des données après la fin de l’archive tar ont été ignorées, peut-être une seconde archive.',
  },
  ENCODING_GUESSED: { text: 'L’encodage des noms de fichiers a été détecté : {{encoding, choice}}.' },
};
