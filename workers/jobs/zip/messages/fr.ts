// What goes wrong in zip jobs only, in French.
import type { Translation } from '../../../messages/message.ts';
import type { messages as english } from './en.ts';

export const messages: Translation<typeof english> = {
  NO_INPUT: { text: 'Il n’y a rien à compresser.' },
  NOTHING_PACKED: {
    text: 'Il n’y a rien à compresser. Tout a été ignoré.',
    hint: 'La liste des fichiers ignorés en donne les raisons.',
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
  SHORTENED: { text: 'Le fichier a raccourci pendant la lecture. Le reste est rempli de zéros.' },
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
