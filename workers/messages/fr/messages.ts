// The messages that all job types and the app share, in French.
import type { messages as english } from '../en/messages.ts';
import type { Translation } from '../message.ts';

export const messages: Translation<typeof english> = {
  ENOSPC: {
    text: 'Le disque est plein.',
    hint: 'Libérez de l’espace ou choisissez un autre dossier, puis réessayez.',
  },
  EDQUOT: {
    text: 'Le quota de disque est épuisé.',
    hint: 'Libérez de l’espace ou choisissez un autre dossier, puis réessayez.',
  },
  EACCES: { text: 'Accès refusé.', hint: 'Vérifiez les droits de lecture et d’écriture.' },
  EPERM: { text: 'Le système ne le permet pas.', hint: 'Vérifiez les droits de lecture et d’écriture.' },
  EROFS: { text: 'Le dossier se trouve sur un disque en lecture seule.', hint: 'Choisissez un autre dossier.' },
  ENOENT: {
    text: 'Fichier introuvable : {{path}}',
    hint: 'Vérifiez le nom, et si le fichier a été déplacé, renommé ou supprimé.',
  },
  GONE: { text: 'Le fichier n’existe plus.', hint: 'Vérifiez s’il a été déplacé, renommé ou supprimé.' },
  ENOTDIR: { text: 'Une partie du chemin n’est pas un dossier.', hint: 'Choisissez un autre dossier.' },
  EISDIR: {
    text: 'Il y a un dossier à la place du fichier.',
    hint: 'Renommez le dossier ou choisissez un autre nom.',
  },
  ENAMETOOLONG: {
    text: 'Le nom est trop long pour ce disque.',
    hint: 'Choisissez un nom plus court ou un dossier dont le chemin est plus court.',
  },
  EMFILE: { text: 'Trop de fichiers sont ouverts.', hint: 'Fermez quelques programmes et réessayez.' },
  ENFILE: { text: 'Trop de fichiers sont ouverts.', hint: 'Fermez quelques programmes et réessayez.' },
  EBUSY: { text: 'Un autre programme utilise ce fichier.', hint: 'Fermez ce programme et réessayez.' },
  EIO: {
    text: 'Le disque signale une erreur.',
    hint: 'Vérifiez le disque et copiez ce qui peut l’être sur un autre.',
  },
  ESTALE: { text: 'Le lecteur réseau n’est plus connecté.', hint: 'Reconnectez-le et réessayez.' },
  EFBIG: {
    text: 'Le fichier est trop volumineux pour ce disque.',
    hint: 'Choisissez un disque avec un autre système de fichiers.',
  },
  EXDEV: {
    text: 'Il faudrait le déplacer vers un autre disque, monté dans ce dossier.',
    hint: 'Choisissez ce dossier lui-même.',
  },
  ELOOP: {
    text: 'Le chemin contient trop de liens symboliques.',
    hint: 'Choisissez le fichier ou le dossier auquel ils mènent.',
  },
  UNEXPECTED: {
    text: 'Une erreur inattendue s’est produite : {{what}}',
    hint: 'Réessayez. Si elle se reproduit, signalez-la en joignant le journal.',
  },

  NO_ROOM: {
    text: 'Il n’y a pas assez d’espace pour les résultats sur ce disque.',
    hint: 'Libérez de l’espace ou choisissez un autre dossier, puis réessayez.',
  },
  MAYBE_NO_ROOM: { text: 'Il n’y a peut-être pas assez d’espace pour les résultats sur ce disque.' },
  MAYBE_NO_ROOM_NEXT: { text: 'Il n’y a peut-être pas assez d’espace pour ce qui est fait des résultats.' },
  HISTORY_NOT_SAVED: {
    text: 'L’historique ne peut pas être enregistré dans {{folder}} : {{why, message}}',
    hint: 'Les tâches en cours seraient oubliées si Dropmill était interrompu. Dropmill continue d’essayer.',
  },
  CLAIMED: {
    text: 'Une autre tâche est en train de remplacer ce fichier.',
    hint: 'Réessayez quand cette tâche sera terminée.',
  },
  REPLACED_NOT_KEPT: {
    text: 'Un fichier remplacé n’a pas pu être mis à la corbeille. L’annulation ne peut pas le rétablir.',
  },
  ORIGINAL_LEFT: {
    text: 'L’original n’a pu être ni mis à la corbeille ni remis à sa place.',
    hint: 'L’original est maintenant {{place}}',
  },
  MOUNTED: {
    text: 'C’est un point de montage, qui ne peut être ni déplacé ni remplacé.',
    hint: 'Choisissez un autre nom ou un autre dossier, ou démontez-le.',
  },
  RESULT_SWAPPED: {
    text: 'Un autre programme a modifié le résultat avant qu’il reçoive son nom.',
    hint: 'Rien n’a été remplacé. Réessayez.',
  },
  TRASH_REFUSED: {
    text: 'Le fichier n’a pas pu être mis à la corbeille.',
    hint: 'Vérifiez si ce disque a une corbeille, ou enregistrez les résultats dans un autre dossier.',
  },
  NO_TRASH_HERE: {
    text: 'Les originaux ne peuvent être mis à la corbeille que là où il y en a une.',
    hint: 'Désactivez cette option ou utilisez la fenêtre.',
  },
  ORIGINALS_TO_TRASH: { text: 'Ce qui est entièrement dans le résultat va ensuite à la corbeille.' },
  NOT_TRASHED_CHANGED: { text: 'Non mis à la corbeille, car il a été modifié depuis sa lecture.' },
  NOT_TRASHED_PARTLY: { text: 'Non mis à la corbeille, car tout son contenu n’est pas dans le résultat.' },
  NOT_TRASHED_UNREAD: { text: 'Non mis à la corbeille, car il n’a pas été lu cette fois.' },
  NOT_TRASHED_LINK: { text: 'Non mis à la corbeille, car c’est un lien.' },
  ORIGINALS_TRASHED: {
    text: {
      one: '{{count}} original a été mis à la corbeille.',
      other: '{{count}} originaux ont été mis à la corbeille.',
    },
  },
  EARLIER_RESULTS: {
    text: {
      one: '{{count}} résultat d’une tâche précédente a été ignoré.',
      other: '{{count}} résultats d’une tâche précédente ont été ignorés.',
    },
    hint: 'Pour utiliser des résultats, déposez-les sans leurs originaux.',
  },
  RESULTS_FOLDER: { text: 'Les résultats y sont enregistrés.' },
  SYMBOLIC_LINK: { text: 'C’est un lien symbolique.' },
  SPECIAL_FILE: { text: 'Ce n’est ni un fichier ni un dossier.' },
  SPECIAL_IN_THE_WAY: {
    text: 'Quelque chose qui n’est ni un fichier ni un dossier porte ce nom.',
    hint: 'Choisissez un autre nom ou un autre dossier.',
  },
  NOT_A_FILE: { text: 'Ce n’est plus un fichier.', hint: 'Vérifiez ce qui a pris sa place.' },
  PASSWORD_UNCONFIRMED: {
    text: 'Le mot de passe n’a pas été répété, ou les deux saisies diffèrent. Rien n’a été lancé.',
    hint: 'Répétez-le dans les options, ou choisissez « Afficher ».',
  },
  PASSWORD_FILE: { text: 'Impossible de lire le fichier de mot de passe : {{why, message}}' },
  FIRST_REASON: { text: '{{name}} : {{why, message}}' },
  PART_LEFT: {
    text: 'Le fichier inachevé {{path}} n’a pas pu être supprimé : {{why, message}}',
    hint: 'Supprimez-le dès qu’aucun programme ne l’utilise plus.',
  },
  NAME_FORBIDDEN: {
    text: 'Windows n’autorise pas le nom « {{name}} ».',
    hint: 'Choisissez un nom sans < > : " | ? * ni point final, et qui n’est pas celui d’un périphérique comme CON ou NUL.',
  },
  NAME_TAKEN: { text: 'Un fichier de ce nom existe déjà.' },

  CANCELLED: { text: 'Annulé.' },
  FLAG_UNUSED: { text: '{{flag}} n’a aucun effet avec {{other}}.' },
  UNKNOWN_JOB_TYPE: { text: 'Le type de tâche « {{type}} » n’existe pas.' },
  WATCH_WITH_PASSWORD: {
    text: 'Un dossier surveillé ne peut pas avoir de mot de passe : il faudrait le conserver sur le disque.',
    hint: 'Choisissez des options sans mot de passe.',
  },
  WATCH_REPLACES: {
    text: 'Un dossier surveillé ne peut ni remplacer ni supprimer de fichiers : personne ne regarde quand ses tâches commencent.',
    hint: 'Choisissez des options qui ajoutent un numéro ou ignorent, et qui gardent les originaux.',
  },
  NOT_A_PRESET: {
    text: 'Le fichier n’est pas un préréglage de Dropmill.',
    hint: 'Choisissez un fichier créé par « Exporter le préréglage ».',
  },
  PRESET_OF_NEWER: {
    text: 'Le préréglage contient une option que cette version de Dropmill ne connaît pas : {{option}}',
    hint: 'Mettez Dropmill à jour ou recréez le préréglage.',
  },
  PRESET_IMPORTED: { text: 'Préréglage importé : {{name}}' },
  MARKUP_COPIED: { text: 'Balisage copié.' },
  PATHS_COPIED: { text: 'Chemins copiés.' },
  PRESET_EXPORTED: { text: 'Préréglage exporté : {{name}}' },
  BAD_OPTIONS: { text: 'Une option n’est pas valide : {{problem}}', hint: 'Modifiez l’option et réessayez.' },
  WORKER_DIED: {
    text: 'Le processus de travail a planté deux fois sur ce fichier.',
    hint: 'Fermez d’autres programmes si la mémoire manque, puis réessayez.',
  },
  WORKER_LOST: { text: 'Le processus de travail a planté.', hint: 'Réessayez.' },
  HOST_ENDED: { text: 'Le processus de travail s’est arrêté.', hint: 'Réessayez.' },
  HOST_LOST: {
    text: 'Le processus de travail a planté plusieurs fois pendant cette tâche ({{how, message}}).',
    hint: 'Réessayez avec moins de fichiers pour trouver celui qui en est la cause.',
  },
  HOST_SIGNAL: { text: 'signal {{signal}}' },
  HOST_STATUS: { text: 'code de sortie {{status}}' },
  HOST_NOT_STARTED: { text: 'il n’a pas pu être démarré : {{words}}' },
  HOST_SILENT: { text: 'il n’a pas répondu pendant {{seconds}} secondes' },
  HOST_TOO_LARGE: { text: 'il utilisait {{memory, bytes}} de mémoire' },
  STARTED_AGAIN: { text: 'Relancé, car le processus de travail s’est arrêté ({{how, message}}).' },
  INTERRUPTED: {
    text: 'Dropmill s’est arrêté de façon inattendue pendant cette tâche.',
    hint: 'Ce qui est terminé est conservé.',
  },
  INTERRUPTED_BY_QUIT: {
    text: 'Arrêtée lorsque vous avez quitté Dropmill.',
    hint: 'Ce qui est terminé est conservé.',
  },
  CANCELLED_BY_QUIT: { text: 'Annulée lorsque vous avez quitté Dropmill.' },
  SECRETS_REMOVED: {
    text: 'Le mot de passe n’a pas été conservé à la fermeture de Dropmill.',
    hint: 'Saisissez-le de nouveau dans les options.',
  },
  NO_SUCH_PLAN: { text: 'La liste du contenu n’est plus là. Rouvrez l’aperçu.' },
  ALREADY_STARTED: {
    text: 'Cette tâche a déjà commencé.',
    hint: 'Annulez-la, puis relancez-la avec d’autres options.',
  },
  UNKNOWN_JOB: { text: 'Cette tâche n’est plus dans la liste.' },

  NO_OUTPUT: {
    text: 'Les résultats de cette tâche n’existent plus.',
    hint: 'Ils ont peut-être été déplacés, renommés ou supprimés.',
  },
  NO_PREVIEW: { text: 'Il n’y a rien à afficher.' },
  UNDONE: { text: 'Les résultats de cette tâche ont déjà été annulés.' },
  NOTHING_TO_UNDO: { text: 'Cette tâche n’a rien écrit qui puisse être annulé.' },
  CHANGES_UNREADABLE: {
    text: 'L’historique de ce que cette tâche a modifié est illisible.',
    hint: 'Les originaux remplacés sont dans la corbeille.',
  },
  CHANGED_SINCE: { text: 'Le fichier a été modifié depuis.' },
  RESULT_NOT_TRASHED: {
    text: 'La corbeille a refusé le résultat. Il reste en place, avec un numéro dans son nom si nécessaire.',
  },
  RESULT_KEPT: { text: 'Le résultat reste en place, car son original ne peut pas revenir.' },
  CHANGES_FINISHED: {
    text: {
      one: 'Un fichier que Dropmill remplaçait au moment de sa fermeture est de nouveau en ordre.',
      other: '{{count}} fichiers que Dropmill remplaçait au moment de sa fermeture sont de nouveau en ordre.',
    },
  },
  CHANGES_LEFT: {
    text: {
      one: 'Un original n’a pas pu être remis en place après la fermeture de Dropmill. Il se trouve dans le dossier caché « {{folder}} » à côté de son emplacement, ou dans la corbeille.',
      other:
        '{{count}} originaux n’ont pas pu être remis en place après la fermeture de Dropmill. Ils se trouvent dans les dossiers cachés « {{folder}} » à côté de leurs emplacements, ou dans la corbeille.',
    },
  },
  ORIGINAL_IN_TRASH: { text: 'L’original est dans la corbeille. Restaurez-le à partir de là.' },
  ORIGINAL_NAME_TAKEN: {
    text: 'Un autre fichier porte le nom de l’original.',
    hint: 'L’original est maintenant {{place}}',
  },
  ORIGINAL_GONE: { text: 'L’original n’est plus dans la corbeille.' },

  DIAGNOSTICS_COPIED: { text: 'Diagnostic copié. Collez-le dans votre rapport.' },
  UPDATE_THERE: { text: 'La version {{version}} est disponible.', hint: 'Elle se trouve à l’adresse {{feed}}' },
  UP_TO_DATE: { text: 'Cette version est la plus récente ({{version}}).' },
  NO_RELEASES: {
    text: 'Dropmill n’a pas encore d’adresse sur Internet, il n’y a donc pas de versions à chercher.',
    hint: 'Rien n’a été envoyé.',
  },
  UPDATES_UNREACHABLE: { text: '{{host}} est injoignable.', hint: 'Vérifiez la connexion, puis réessayez.' },
  UPDATES_UNREADABLE: {
    text: '{{host}} n’a pas de liste de versions que Dropmill puisse lire.',
    hint: 'Réessayez plus tard.',
  },
  DIALOG_OPEN: {
    text: 'Rien n’a été ajouté, car une boîte de dialogue est ouverte.',
    hint: 'Fermez-la, puis déposez ou collez de nouveau les fichiers.',
  },
  SETTINGS_DAMAGED: {
    text: 'Le fichier des réglages était endommagé. Certains réglages ont repris leur valeur par défaut.',
    hint: 'Vérifiez les réglages. Le fichier endommagé a été conservé dans le même dossier.',
  },
  SLEEP_MISSING: {
    text: 'L’ordinateur n’a pas pu être mis en veille.',
    hint: 'Le programme du système prévu pour cela est introuvable.',
  },
  SLEEP_REFUSED: { text: 'L’ordinateur n’a pas pu être mis en veille.', hint: 'Le système indique : {{words}}' },
  SHUT_DOWN_MISSING: {
    text: 'L’ordinateur n’a pas pu être éteint.',
    hint: 'Le programme du système prévu pour cela est introuvable.',
  },
  SHUT_DOWN_REFUSED: { text: 'L’ordinateur n’a pas pu être éteint.', hint: 'Le système indique : {{words}}' },
  NO_PATH: { text: 'Ce n’est pas un fichier sur le disque.', hint: 'Enregistrez-le d’abord, puis déposez-le.' },
  BAD_PATH: { text: 'Ce n’est pas un chemin absolu : {{path}}' },
  UNKNOWN_PATH: {
    text: 'La fenêtre a demandé un fichier qui ne lui a pas été donné.',
    hint: 'Déposez de nouveau les fichiers.',
  },
  UNTRUSTED_SENDER: { text: 'La demande a été refusée.' },
  BAD_REQUEST: { text: 'La demande n’est pas valide : {{problem}}' },
  REQUEST_TOO_LARGE: {
    text: 'Il y a trop de fichiers pour une seule demande.',
    hint: 'Déposez le dossier qui contient les fichiers, ou moins de fichiers.',
  },
  FOLDER_NOT_SHARED: {
    text: 'L’ordinateur {{computer}} ne voit pas le dossier {{folder}} comme celui-ci.',
    hint: 'Les deux ont besoin du même dossier au même chemin, par exemple sur un lecteur réseau.',
  },
  NO_QUEUE_WORKER: {
    text: 'Aucun ordinateur ne prend de tâches dans la file d’attente.',
    hint: 'Démarrez « dropmill worker » avec le même --redis sur au moins un ordinateur.',
  },
  QUEUE_FAILED: {
    text: 'La file d’attente ne peut pas être utilisée : {{why}}',
    hint: 'Vérifiez l’adresse après --redis, et que Redis fonctionne.',
  },
};
