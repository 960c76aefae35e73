// The messages of zip jobs, in French.
import type { Translation } from '../../../messages/message.ts';
import type { messages as english } from './en.ts';

export const messages: Translation<typeof english> = {
  // Options
  NEGATION_UNUSED: {
    text: 'Le motif « {{pattern}} » ne réinclut rien : aucun motif précédent n’exclut le fichier lui-même.',
  },
  NOT_AN_OWNER: { text: 'Un propriétaire se compose de deux nombres, comme 0:0.' },
  COMMENT_NOT_UTF8: { text: 'Le commentaire n’est pas un texte UTF-8 valide.' },
  COMMENT_TOO_LONG: { text: 'Un commentaire a au plus {{most}} octets.' },
  COMMENT_WITH_CONTROLS: { text: 'Un commentaire ne peut pas contenir de caractères de contrôle.' },
  OTHER_FORMAT: { text: 'Le nom se termine comme celui d’une archive {{asked}}, mais le format est {{format}}.' },

  NO_INPUT: { text: 'Il n’y a rien à compresser.' },
  NOTHING_PACKED: {
    text: 'Rien n’a pu être compressé. {{why, message}}',
    hint: 'La liste des fichiers ignorés donne les raisons.',
  },
  ALL_EXCLUDED: {
    text: 'Il n’y a rien à compresser : vos exclusions s’appliquent à tout.',
    hint: 'Vérifiez les motifs et les autres exclusions.',
  },
  INPUT_IS_RESULT: {
    text: 'L’archive ne peut pas remplacer {{path}}, qui doit être compressé.',
    hint: 'Choisissez un autre nom ou un autre dossier pour l’archive.',
  },
  UNKNOWN_FORMAT: { text: 'Les archives {{extension}} ne peuvent pas être écrites. Dropmill écrit {{formats}}.' },
  NO_FORMAT: {
    text: '{{extension}} n’indique aucun format d’archive. Dropmill écrit {{formats}}.',
    hint: 'Choisissez un tel nom, ou indiquez aussi le format.',
  },
  BROKEN_LINK: { text: 'Lien rompu : sa cible n’existe pas.' },
  NO_LIBDEFLATE: {
    text: 'libdeflate ne peut pas fonctionner ici : WebAssembly est refusé.',
    hint: 'Choisissez une autre méthode Deflate.',
  },
  NAME_TOO_LONG: {
    text: 'Son chemin est plus long que ce qu’une archive zip permet (65 535 octets).',
    hint: 'Choisissez un format tar.',
  },
  PATTERN_UNUSED: { text: 'Le motif « {{pattern}} » ne correspond à rien.' },
  LINKS_SKIPPED: {
    text: {
      one: '{{count}} lien symbolique a été ignoré, comme demandé.',
      other: '{{count}} liens symboliques ont été ignorés, comme demandé.',
    },
  },
  NAMES_FOREIGN: {
    text: {
      one: '{{count}} nom ne peut pas être extrait sous Windows ou macOS : {{examples}}. L’option « Adapter à Windows et macOS » le modifie.',
      other:
        '{{count}} noms ne peuvent pas être extraits sous Windows ou macOS : {{examples}}. L’option « Adapter à Windows et macOS » les modifie.',
    },
  },
  LONG_PASSWORD: { text: 'Le mot de passe dépasse 99 octets, la limite de 7-Zip.' },
  ARCHIVE_KEPT: { text: '{{path}} existe déjà et a été conservé. Rien n’y a été compressé.' },
  TOO_MANY_PARTS: { text: 'L’archive aurait plus de 999 parties.', hint: 'Choisissez des parties plus grandes.' },
  SPLIT: {
    text: {
      one: '{{count}} parties, de {{first}} à {{last}}. Dropmill, 7-Zip et Keka les réunissent.',
      other: '{{count}} parties, de {{first}} à {{last}}. Dropmill, 7-Zip et Keka les réunissent.',
    },
  },
  BAD_NAME: {
    text: '« {{name}} » n’est pas un nom de fichier.',
    hint: 'Choisissez un nom sans barre oblique.',
  },
  TAR_PASSWORD: {
    text: 'Une archive tar ne peut pas avoir de mot de passe.',
    hint: 'Choisissez zip ou retirez le mot de passe.',
  },
  TAR_COMMENT: {
    text: 'Une archive tar ne peut pas avoir de commentaire.',
    hint: 'Choisissez zip ou retirez le commentaire.',
  },
  VERIFY_FAILED: {
    text: 'L’archive relue ne correspond pas à ce qui a été écrit ({{what}}).',
    hint: 'Le disque est peut-être défaillant. Choisissez-en un autre et réessayez.',
  },

  CHANGED: { text: 'Le fichier a été modifié pendant la lecture.' },
  ENDLESS: { text: 'Le fichier contient plus que sa taille ne l’indique, et aucune fin n’a été trouvée.' },
  FILE_CRASHED: { text: 'Ignoré, car le processus de travail a planté deux fois sur ce fichier.' },
  LINK_LOOP: { text: 'Le lien ramène à un dossier qui le contient.' },
  PIPE: { text: 'C’est un tube, pas un fichier.' },
  SOCKET: { text: 'C’est un socket, pas un fichier.' },
  DEVICE: { text: 'C’est un périphérique, pas un fichier.' },

  STORED: {
    text: {
      one: '{{count}} fichier déjà compressé ({{size, bytes}}) a été stocké tel quel.',
      other: '{{count}} fichiers déjà compressés ({{size, bytes}}) ont été stockés tels quels.',
    },
  },
  STORED_SAVING: {
    text: {
      one: '{{count}} fichier déjà compressé ({{size, bytes}}) a été stocké tel quel. Cela a économisé environ {{seconds}} s.',
      other:
        '{{count}} fichiers déjà compressés ({{size, bytes}}) ont été stockés tels quels. Cela a économisé environ {{seconds}} s.',
    },
  },
  LINKS_OUTSIDE: {
    text: {
      one: '{{count}} lien symbolique mène hors de l’archive et pourrait ne pas fonctionner ailleurs.',
      other: '{{count}} liens symboliques mènent hors de l’archive et pourraient ne pas fonctionner ailleurs.',
    },
  },
  NAMES_CHANGED: {
    text: {
      one: '{{count}} nom a été modifié pour que tout système puisse l’extraire : {{examples}}',
      other: '{{count}} noms ont été modifiés pour que tout système puisse les extraire : {{examples}}',
    },
  },
};
