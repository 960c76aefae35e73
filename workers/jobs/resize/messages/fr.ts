// The messages of resize jobs, in French.
import type { Translation } from '../../../messages/message.ts';
import type { messages as english } from './en.ts';

export const messages: Translation<typeof english> = {
  // Options
  NOT_A_COLOUR: { text: 'Écrivez la couleur sous la forme #rrggbb.' },
  NOT_A_FOLDER_NAME: { text: 'Écrivez un seul nom de dossier.' },
  NO_FOLDER: { text: 'Choisissez le dossier des résultats.' },
  ONE_SIZE_ONLY: { text: 'Les originaux ne peuvent être remplacés que par une seule taille.' },
  ONE_FORMAT_ONLY: { text: 'Les originaux ne peuvent être remplacés que par un seul format.' },
  NO_NAME: { text: 'Écrivez un nom, par exemple {name}-{size}.' },
  SLASH_IN_NAME: { text: 'Un nom ne peut pas contenir / ou \\.' },
  UNKNOWN_PLACEHOLDER: { text: '{{token}} n’est pas connu ici.' },
  MODE_NEEDS_SIZE: { text: '--mode {{mode}} demande --width ou --height.' },

  NO_PICTURES: {
    text: 'Il n’y a aucune image parmi ces fichiers.',
    hint: 'Dropmill lit {{formats}}.',
  },
  NO_PICTURE_MADE: {
    text: 'Aucune image n’a pu être redimensionnée. {{why, message}}',
    hint: 'La liste des fichiers donne chaque raison.',
  },
  NO_TRASH: {
    text: 'Les originaux ne peuvent être remplacés que là où il y a une corbeille.',
    hint: 'Enregistrez les résultats dans le même dossier ou dans un autre.',
  },
  DECODER_MISSING: {
    text: 'La bibliothèque d’images n’a pas pu être chargée : {{what}}',
    hint: 'Réinstallez Dropmill.',
  },
  NO_MARKUP: {
    text: 'Les navigateurs ne peuvent afficher aucun de ces résultats.',
    hint: 'Choisissez un autre format que TIFF.',
  },

  ORIGINAL_CHANGED: {
    text: 'Un autre programme a modifié l’image depuis que la tâche l’a trouvée.',
    hint: 'Elle est restée telle quelle. Réessayez.',
  },
  ORIGINAL_LEFT_ALONE: {
    text: '{{name}} a été modifié par un autre programme et n’a pas été remplacé. Le résultat est {{result}}.',
  },
  NOT_A_PICTURE: {
    text: 'Ce n’est pas une image prise en charge, malgré son extension.',
    hint: 'Dropmill lit {{formats}}.',
  },
  UNSUPPORTED_FORMAT: {
    text: 'Les images {{format}} ne peuvent pas être lues.',
    hint: 'Enregistrez-la en TIFF, PNG ou JPEG dans le programme d’où elle provient.',
  },
  UNSUPPORTED_KIND: {
    text: 'Ce type d’image {{format}} ne peut pas être lu.',
    hint: 'Enregistrez-la en TIFF, PNG ou JPEG dans le programme d’où elle provient.',
  },
  EMPTY_FILE: { text: 'Le fichier est vide.', hint: 'Copiez-le de nouveau depuis son emplacement d’origine.' },
  DAMAGED_PICTURE: {
    text: 'L’image est endommagée ou incomplète.',
    hint: 'Copiez-la de nouveau depuis son emplacement d’origine.',
  },
  PICTURE_INCOMPLETE: {
    text: 'Une partie du fichier manque ou est endommagée. Ce qui n’a pas pu être lu est gris, noir ou transparent dans le résultat.',
    hint: 'Copiez-la de nouveau depuis son emplacement d’origine.',
  },
  PREVIEW_ONLY: {
    text: 'Seul un petit aperçu de ce TIFF peut être lu, pas l’image elle-même.',
    hint: 'Enregistrez-la de nouveau en TIFF ou PNG dans son programme d’origine.',
  },
  UNSUPPORTED_SAMPLES: {
    text: 'Le TIFF contient des valeurs de type {{samples}}, qui ne peuvent pas être lues ici.',
    hint: 'Enregistrez-le avec 8 ou 16 bits par canal dans son programme d’origine.',
  },
  SIDE_TOO_LONG: {
    text: '{{format}} accepte au plus {{most}} pixels en largeur et en hauteur. Le résultat en aurait {{width}} × {{height}}.',
    hint: 'Choisissez une taille plus petite ou un autre format.',
  },
  DOES_NOT_FIT: {
    text: 'Même à la qualité la plus basse, l’image fait {{size, bytes}}, plus que les {{most, bytes}} autorisés.',
    hint: 'Autorisez plus d’octets, choisissez une taille plus petite ou autorisez des dimensions réduites.',
  },
  DECODER_CRASHED: {
    text: 'Ignorée, car le processus de travail a planté deux fois sur cette image.',
    hint: 'Elle est peut-être endommagée ou malveillante. Les autres images ne sont pas concernées.',
  },
  PICTURE_TOO_LARGE: {
    text: 'L’image compte {{width}} × {{height}} pixels, plus que la mémoire ne peut en contenir.',
    hint: 'Réduisez-la dans le programme dont elle provient.',
  },
  ANIMATION_TOO_LARGE: {
    text: 'L’animation compte {{frames}} images de {{width}} × {{height}} pixels, plus que la mémoire ne peut en contenir.',
    hint: 'Choisissez un format sans animation pour obtenir la première image, ou raccourcissez-la dans le programme dont elle provient.',
  },
  FILE_TOO_LARGE: {
    text: 'Le fichier fait {{size, bytes}}, plus que la mémoire ne peut en contenir.',
    hint: 'Réduisez-le dans le programme dont il provient.',
  },
  SVG_TOO_LARGE: {
    text: 'Le SVG fait {{size, bytes}}. Au plus {{most, bytes}} peuvent être dessinés.',
    hint: 'Retirez les images incorporées, ou enregistrez-le en PNG dans le programme dont il provient.',
  },
  TOO_MANY_PIXELS: {
    text: 'L’image compte plus de pixels qu’il n’est possible d’en traiter.',
    hint: 'Réduisez-la dans le programme dont elle provient, ou choisissez une taille plus petite ou un autre format.',
  },
  PICTURE_TOO_SLOW: {
    text: 'Le traitement de l’image a pris trop de temps.',
    hint: 'Essayez-la seule, ou choisissez une taille plus petite ou un autre format.',
  },
  WRONG_RESULT: {
    text: 'Le résultat compte {{width}} × {{height}} pixels et non {{wantedWidth}} × {{wantedHeight}}.',
    hint: 'Rien n’a été enregistré. Essayez un autre format.',
  },
  NOT_WRITTEN: {
    text: 'Le résultat n’a pas été écrit entièrement.',
    hint: 'Vérifiez le disque et réessayez.',
  },

  NO_PICTURE: { text: 'Ce n’est pas une image.' },
  LINK: { text: 'Les liens ne sont pas suivis.' },
  LARGER_RESULT: { text: 'Le résultat serait plus volumineux que l’original.' },

  FIRST_FRAME: {
    text: {
      one: '{{count}} image est animée. Seule sa première vue convient au format choisi.',
      other: '{{count}} images sont animées. Seule leur première vue convient au format choisi.',
    },
  },
  FLATTENED: {
    text: {
      one: '{{count}} image est en partie transparente. Elle a été remplie avec la couleur de fond, car le JPEG n’a pas de transparence.',
      other:
        '{{count}} images sont en partie transparentes. Elles ont été remplies avec la couleur de fond, car le JPEG n’a pas de transparence.',
    },
  },
  OTHER_PAGES: {
    text: {
      one: '{{count}} image a des pages de tailles différentes. Seule la première page a été utilisée.',
      other: '{{count}} images ont des pages de tailles différentes. Seule la première page a été utilisée.',
    },
  },
  READ_WITH_DAMAGE: {
    text: {
      one: '{{count}} image est endommagée par endroits et a été lue autant que possible. Vérifiez le résultat.',
      other:
        '{{count}} images sont endommagées par endroits et ont été lues autant que possible. Vérifiez les résultats.',
    },
  },
  READ_IN_PART: {
    text: {
      one: 'Une partie de {{count}} image n’a pas pu être lue et manque dans le résultat. L’original est resté tel quel.',
      other:
        'Des parties de {{count}} images n’ont pas pu être lues et manquent dans les résultats. Les originaux sont restés tels quels.',
    },
  },
  METADATA_REMOVED: {
    text: {
      one: '{{count}} image a été enregistrée sans métadonnées, car elles n’ont pas pu être nettoyées.',
      other: '{{count}} images ont été enregistrées sans métadonnées, car elles n’ont pas pu être nettoyées.',
    },
  },
  SHRUNK: {
    text: {
      one: '{{count}} image a aussi été réduite pour respecter la taille de fichier maximale.',
      other: '{{count}} images ont aussi été réduites pour respecter la taille de fichier maximale.',
    },
  },
  METADATA_DROPPED_FOR_SIZE: {
    text: {
      one: 'Les métadonnées de {{count}} image ont été supprimées pour respecter la taille maximale du fichier.',
      other: 'Les métadonnées de {{count}} images ont été supprimées pour respecter la taille maximale du fichier.',
    },
  },
  HDR_COLOURS: {
    text: {
      one: '{{count}} image a des couleurs à grande plage dynamique, qui paraissent plus pâles dans le résultat.',
      other:
        '{{count}} images ont des couleurs à grande plage dynamique, qui paraissent plus pâles dans les résultats.',
    },
  },
  EXIF_DAMAGED: {
    text: {
      one: 'Les données EXIF endommagées de {{count}} image ont été retirées, car elles n’ont pas pu être lues.',
      other: 'Les données EXIF endommagées de {{count}} images ont été retirées, car elles n’ont pas pu être lues.',
    },
  },
  MAKER_NOTE_DROPPED: {
    text: {
      one: 'Les notes du fabricant de l’appareil de {{count}} image ont été retirées, car elles n’ont pu être ni nettoyées ni conservées dans ce format.',
      other:
        'Les notes du fabricant de l’appareil de {{count}} images ont été retirées, car elles n’ont pu être ni nettoyées ni conservées dans ce format.',
    },
  },
  XMP_DAMAGED: {
    text: {
      one: 'Les données XMP endommagées de {{count}} image ont été retirées, car elles n’ont pas pu être nettoyées.',
      other: 'Les données XMP endommagées de {{count}} images ont été retirées, car elles n’ont pas pu être nettoyées.',
    },
  },
  XMP_SECOND_PART_DROPPED: {
    text: {
      one: 'La seconde partie des données XMP de {{count}} image a été retirée. Seule la première est conservée.',
      other: 'La seconde partie des données XMP de {{count}} images a été retirée. Seule la première est conservée.',
    },
  },
  METADATA_TOO_LARGE: {
    text: {
      one: 'Des métadonnées de {{count}} image ont été retirées, car elles sont trop volumineuses pour le format choisi.',
      other:
        'Des métadonnées de {{count}} images ont été retirées, car elles sont trop volumineuses pour le format choisi.',
    },
  },
  EXIF_DROPPED: {
    text: {
      one: 'Les données EXIF de {{count}} image ont été retirées, car le format choisi ne peut pas les contenir.',
      other: 'Les données EXIF de {{count}} images ont été retirées, car le format choisi ne peut pas les contenir.',
    },
  },
  XMP_DROPPED: {
    text: {
      one: 'Les données XMP de {{count}} image ont été retirées, car le format choisi ne peut pas les contenir.',
      other: 'Les données XMP de {{count}} images ont été retirées, car le format choisi ne peut pas les contenir.',
    },
  },
  IPTC_DROPPED: {
    text: {
      one: 'Les données IPTC de {{count}} image ont été retirées, car elles sont endommagées ou le format choisi ne peut pas les contenir.',
      other:
        'Les données IPTC de {{count}} images ont été retirées, car elles sont endommagées ou le format choisi ne peut pas les contenir.',
    },
  },
  COMMENTS_DROPPED: {
    text: {
      one: 'Les commentaires de {{count}} image ont été retirés. Ils ne sont conservés que si le format reste le même.',
      other:
        'Les commentaires de {{count}} images ont été retirés. Ils ne sont conservés que si le format reste le même.',
    },
  },
  DENSITY_DROPPED: {
    text: {
      one: 'La densité (pixels par pouce) de {{count}} image a été retirée, car le format choisi ne peut pas la contenir.',
      other:
        'La densité (pixels par pouce) de {{count}} images a été retirée, car le format choisi ne peut pas la contenir.',
    },
  },
  GAIN_MAP_DROPPED: {
    text: {
      one: 'La carte de gain HDR de {{count}} image a été retirée. Le résultat montre la plage standard.',
      other: 'La carte de gain HDR de {{count}} images a été retirée. Le résultat montre la plage standard.',
    },
  },
  MOTION_DROPPED: {
    text: {
      one: 'La vidéo ou le son de {{count}} image a été retiré. Le résultat est une image fixe.',
      other: 'La vidéo ou le son de {{count}} images a été retiré. Le résultat est une image fixe.',
    },
  },
  DEPTH_MAP_DROPPED: {
    text: {
      one: 'La carte de profondeur de {{count}} image a été retirée.',
      other: 'La carte de profondeur de {{count}} images a été retirée.',
    },
  },
  PANORAMA_DROPPED: {
    text: {
      one: 'Les données de panorama de {{count}} image ont été retirées, car le recadrage ou la rotation les a rendues fausses.',
      other:
        'Les données de panorama de {{count}} images ont été retirées, car le recadrage ou la rotation les a rendues fausses.',
    },
  },
  FACES_DROPPED: {
    text: {
      one: 'Les visages repérés de {{count}} image ont été retirés, car le recadrage ou la rotation les a rendus faux.',
      other:
        'Les visages repérés de {{count}} images ont été retirés, car le recadrage ou la rotation les a rendus faux.',
    },
  },
  FURTHER_DATA_DROPPED: {
    text: {
      one: '{{count}} image contenait aussi des données comme des calques, des températures ou des Content Credentials, qui ont été retirées.',
      other:
        '{{count}} images contenaient aussi des données comme des calques, des températures ou des Content Credentials, qui ont été retirées.',
    },
  },
  UNKNOWN_DATA_DROPPED: {
    text: {
      one: 'Des données de {{count}} image que seul un appareil ou un programme peut lire ont été retirées.',
      other: 'Des données de {{count}} images que seul un appareil ou un programme peut lire ont été retirées.',
    },
  },
  PROFILE_DROPPED: {
    text: {
      one: 'Le profil de couleurs de {{count}} image a été retiré, car ses textes indiquent un lieu. Les couleurs ont été converties en sRGB.',
      other:
        'Les profils de couleurs de {{count}} images ont été retirés, car leurs textes indiquent un lieu. Les couleurs ont été converties en sRGB.',
    },
  },
  GEO_TIFF_DROPPED: {
    text: {
      one: 'La référence cartographique (GeoTIFF) de {{count}} image a été retirée.',
      other: 'La référence cartographique (GeoTIFF) de {{count}} images a été retirée.',
    },
  },
  TIFF_TAGS_DROPPED: {
    text: {
      one: 'D’autres balises de {{count}} TIFF ont été retirées. Elles ne sont conservées que de TIFF à TIFF, et seulement celles de la première page.',
      other:
        'D’autres balises de {{count}} TIFF ont été retirées. Elles ne sont conservées que de TIFF à TIFF, et seulement celles de la première page.',
    },
  },
};
