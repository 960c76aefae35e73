// The messages that all job types and the app share, in Spanish.
import type { messages as english } from '../en/messages.ts';
import type { Translation } from '../message.ts';

export const messages: Translation<typeof english> = {
  ENOSPC: { text: 'El disco está lleno.', hint: 'Libere espacio o elija otra carpeta y vuelva a intentarlo.' },
  EDQUOT: {
    text: 'La cuota de disco está agotada.',
    hint: 'Libere espacio o elija otra carpeta y vuelva a intentarlo.',
  },
  EACCES: { text: 'Permiso denegado.', hint: 'Compruebe los permisos de lectura y escritura.' },
  EPERM: { text: 'El sistema no lo permite.', hint: 'Compruebe los permisos de lectura y escritura.' },
  EROFS: { text: 'La carpeta está en un disco de solo lectura.', hint: 'Elija otra carpeta.' },
  ENOENT: {
    text: 'No existe el archivo: {{path}}',
    hint: 'Compruebe el nombre y si el archivo se movió, se renombró o se eliminó.',
  },
  GONE: { text: 'El archivo ya no existe.', hint: 'Compruebe si se movió, se renombró o se eliminó.' },
  ENOTDIR: { text: 'Una parte de la ruta no es una carpeta.', hint: 'Elija otra carpeta.' },
  EISDIR: {
    text: 'Hay una carpeta en el lugar del archivo.',
    hint: 'Cambie el nombre de la carpeta o elija otro nombre.',
  },
  ENAMETOOLONG: {
    text: 'El nombre es demasiado largo para este disco.',
    hint: 'Elija un nombre más corto o una carpeta con una ruta más corta.',
  },
  EMFILE: { text: 'Hay demasiados archivos abiertos.', hint: 'Cierre algunos programas y vuelva a intentarlo.' },
  ENFILE: { text: 'Hay demasiados archivos abiertos.', hint: 'Cierre algunos programas y vuelva a intentarlo.' },
  EBUSY: { text: 'Otro programa está usando el archivo.', hint: 'Cierre ese programa y vuelva a intentarlo.' },
  EIO: { text: 'El disco informa de un error.', hint: 'Compruebe el disco y copie lo que pueda en otro.' },
  ESTALE: { text: 'La unidad de red ya no está conectada.', hint: 'Conéctela de nuevo y vuelva a intentarlo.' },
  EFBIG: {
    text: 'El archivo es demasiado grande para este disco.',
    hint: 'Elija un disco con otro sistema de archivos.',
  },
  EXDEV: {
    text: 'Habría que moverlo a otro disco, montado en esta carpeta.',
    hint: 'Elija esa carpeta.',
  },
  ELOOP: {
    text: 'La ruta contiene demasiados enlaces simbólicos.',
    hint: 'Elija el archivo o la carpeta a la que llevan.',
  },
  UNEXPECTED: {
    text: 'Se produjo un error inesperado: {{what}}',
    hint: 'Vuelva a intentarlo. Si se repite, comuníquelo junto con el registro.',
  },

  NO_ROOM: {
    text: 'No hay espacio suficiente para los resultados en ese disco.',
    hint: 'Libere espacio o elija otra carpeta y vuelva a intentarlo.',
  },
  MAYBE_NO_ROOM: { text: 'Puede que no haya espacio suficiente para los resultados en ese disco.' },
  MAYBE_NO_ROOM_NEXT: { text: 'Puede que no haya espacio suficiente para lo que se hace con los resultados.' },
  HISTORY_NOT_SAVED: {
    text: 'El historial no se puede guardar en {{folder}}: {{why, message}}',
    hint: 'Las tareas en curso se olvidarían si Dropmill se interrumpiera. Dropmill lo seguirá intentando.',
  },
  CLAIMED: { text: 'Otra tarea está reemplazando este archivo.', hint: 'Inténtelo de nuevo cuando esa tarea termine.' },
  REPLACED_NOT_KEPT: {
    text: 'Un archivo reemplazado no se pudo mover a la papelera. Deshacer no puede recuperarlo.',
  },
  ORIGINAL_LEFT: {
    text: 'El original no se pudo mover a la papelera ni devolver a su nombre.',
    hint: 'El original es ahora {{place}}',
  },
  MOUNTED: {
    text: 'Es un punto de montaje y no se puede mover ni reemplazar.',
    hint: 'Elija otro nombre u otra carpeta, o desmóntelo.',
  },
  RESULT_SWAPPED: {
    text: 'Otro programa cambió el resultado antes de que recibiera su nombre.',
    hint: 'No se reemplazó nada. Vuelva a intentarlo.',
  },
  TRASH_REFUSED: {
    text: 'El archivo no se pudo mover a la papelera.',
    hint: 'Compruebe si este disco tiene papelera o guarde los resultados en otra carpeta.',
  },
  NO_TRASH_HERE: {
    text: 'Los originales solo se pueden mover a la papelera donde haya una.',
    hint: 'Desactive esta opción o use la ventana.',
  },
  ORIGINALS_TO_TRASH: { text: 'Lo que esté completo en el resultado va después a la papelera.' },
  NOT_TRASHED_CHANGED: { text: 'No se movió a la papelera porque cambió después de leerse.' },
  NOT_TRASHED_PARTLY: { text: 'No se movió a la papelera porque no todo su contenido está en el resultado.' },
  NOT_TRASHED_UNREAD: { text: 'No se movió a la papelera porque esta vez no se leyó.' },
  NOT_TRASHED_LINK: { text: 'No se movió a la papelera porque es un enlace.' },
  ORIGINALS_TRASHED: {
    text: {
      one: '{{count}} original se movió a la papelera.',
      other: '{{count}} originales se movieron a la papelera.',
    },
  },
  EARLIER_RESULTS: {
    text: {
      one: 'Se omitió {{count}} resultado de una tarea anterior.',
      other: 'Se omitieron {{count}} resultados de una tarea anterior.',
    },
    hint: 'Para usar resultados, suéltelos sin sus originales.',
  },
  RESULTS_FOLDER: { text: 'Ahí se guardan los resultados.' },
  SYMBOLIC_LINK: { text: 'Es un enlace simbólico.' },
  SPECIAL_FILE: { text: 'No es un archivo ni una carpeta.' },
  SPECIAL_IN_THE_WAY: {
    text: 'Algo que no es un archivo ni una carpeta tiene ese nombre.',
    hint: 'Elija otro nombre u otra carpeta.',
  },
  NOT_A_FILE: { text: 'Ya no es un archivo.', hint: 'Compruebe qué ocupa su lugar.' },
  PASSWORD_UNCONFIRMED: {
    text: 'La contraseña no se repitió o no coincide. No se inició nada.',
    hint: 'Repítala en las opciones o pulse «Mostrar».',
  },
  PASSWORD_FILE: { text: 'No se puede leer el archivo de contraseña: {{why, message}}' },
  FIRST_REASON: { text: '{{name}}: {{why, message}}' },
  PART_LEFT: {
    text: 'No se ha podido eliminar el archivo sin terminar {{path}}: {{why, message}}',
    hint: 'Elimínelo cuando ningún programa lo use.',
  },
  NAME_FORBIDDEN: {
    text: 'Windows no permite el nombre «{{name}}».',
    hint: 'Elija uno sin < > : " | ? * ni punto final, y que no sea el de un dispositivo, como CON o NUL.',
  },
  NAME_TAKEN: { text: 'Ya existe un archivo con ese nombre.' },

  CANCELLED: { text: 'Cancelado.' },
  FLAG_UNUSED: { text: '{{flag}} no tiene efecto con {{other}}.' },
  UNKNOWN_JOB_TYPE: { text: 'No existe el tipo de tarea «{{type}}».' },
  WATCH_WITH_PASSWORD: {
    text: 'Una carpeta vigilada no puede tener contraseña: habría que guardarla en el disco.',
    hint: 'Elija opciones sin contraseña.',
  },
  WATCH_REPLACES: {
    text: 'Una carpeta vigilada no puede reemplazar ni eliminar archivos: nadie mira cuando empiezan sus tareas.',
    hint: 'Elija opciones que añadan un número u omitan, y que conserven los originales.',
  },
  NOT_A_PRESET: {
    text: 'El archivo no es un preajuste de Dropmill.',
    hint: 'Elija un archivo creado con «Exportar preajuste».',
  },
  PRESET_OF_NEWER: {
    text: 'El preajuste tiene una opción que esta versión de Dropmill no conoce: {{option}}',
    hint: 'Actualice Dropmill o cree el preajuste de nuevo.',
  },
  PRESET_IMPORTED: { text: 'Preajuste importado: {{name}}' },
  MARKUP_COPIED: { text: 'Marcado copiado.' },
  PATHS_COPIED: { text: 'Rutas copiadas.' },
  PRESET_EXPORTED: { text: 'Preajuste exportado: {{name}}' },
  BAD_OPTIONS: { text: 'Una opción no es válida: {{problem}}', hint: 'Cambie la opción y vuelva a intentarlo.' },
  WORKER_DIED: {
    text: 'El proceso de trabajo falló dos veces con este archivo.',
    hint: 'Cierre otros programas si falta memoria y vuelva a intentarlo.',
  },
  WORKER_LOST: { text: 'El proceso de trabajo falló.', hint: 'Vuelva a intentarlo.' },
  HOST_ENDED: { text: 'El proceso de trabajo terminó.', hint: 'Vuelva a intentarlo.' },
  HOST_LOST: {
    text: 'El proceso de trabajo falló una y otra vez durante esta tarea ({{how, message}}).',
    hint: 'Inténtelo con menos archivos para encontrar el que lo causa.',
  },
  HOST_SIGNAL: { text: 'señal {{signal}}' },
  HOST_STATUS: { text: 'código de salida {{status}}' },
  HOST_NOT_STARTED: { text: 'no se pudo iniciar: {{words}}' },
  HOST_SILENT: { text: 'no respondió durante {{seconds}} segundos' },
  HOST_TOO_LARGE: { text: 'usaba {{memory, bytes}} de memoria' },
  STARTED_AGAIN: { text: 'Se inició de nuevo porque el proceso de trabajo terminó ({{how, message}}).' },
  INTERRUPTED: {
    text: 'Dropmill se cerró inesperadamente durante esta tarea.',
    hint: 'Lo que está terminado se conserva.',
  },
  INTERRUPTED_BY_QUIT: {
    text: 'Se detuvo al salir de Dropmill.',
    hint: 'Lo que está terminado se conserva.',
  },
  CANCELLED_BY_QUIT: { text: 'Se canceló al salir de Dropmill.' },
  SECRETS_REMOVED: {
    text: 'La contraseña no se conservó al cerrar Dropmill.',
    hint: 'Vuelva a escribirla en las opciones.',
  },
  NO_SUCH_PLAN: { text: 'La lista del contenido ya no está. Abra la vista previa otra vez.' },
  ALREADY_STARTED: { text: 'Esta tarea ya ha empezado.', hint: 'Cancélela y vuelva a ejecutarla con otras opciones.' },
  UNKNOWN_JOB: { text: 'Esta tarea ya no está en la lista.' },

  NO_OUTPUT: {
    text: 'Los resultados de esta tarea ya no existen.',
    hint: 'Puede que se hayan movido, renombrado o eliminado.',
  },
  NO_PREVIEW: { text: 'No hay nada que mostrar.' },
  UNDONE: { text: 'Esta tarea ya se deshizo.' },
  NOTHING_TO_UNDO: { text: 'Esta tarea no escribió nada que se pueda deshacer.' },
  CHANGES_UNREADABLE: {
    text: 'No se puede leer el registro de lo que cambió esta tarea.',
    hint: 'Los originales reemplazados están en la papelera.',
  },
  CHANGED_SINCE: { text: 'El archivo ha cambiado desde entonces.' },
  RESULT_NOT_TRASHED: { text: 'La papelera rechazó el resultado. Se queda, con un número en el nombre si hace falta.' },
  RESULT_KEPT: { text: 'El resultado se queda, porque su original no puede volver.' },
  CHANGES_FINISHED: {
    text: {
      one: 'Un archivo que Dropmill estaba reemplazando al cerrarse vuelve a estar en orden.',
      other: '{{count}} archivos que Dropmill estaba reemplazando al cerrarse vuelven a estar en orden.',
    },
  },
  CHANGES_LEFT: {
    text: {
      one: 'No se pudo devolver un original después de cerrarse Dropmill. Está en la carpeta oculta «{{folder}}» junto a su lugar, o en la papelera.',
      other:
        'No se pudieron devolver {{count}} originales después de cerrarse Dropmill. Están en las carpetas ocultas «{{folder}}» junto a sus lugares, o en la papelera.',
    },
  },
  ORIGINAL_IN_TRASH: { text: 'El original está en la papelera. Restáurelo desde allí.' },
  ORIGINAL_NAME_TAKEN: {
    text: 'Otro archivo tiene el nombre del original.',
    hint: 'El original está ahora en {{place}}',
  },
  ORIGINAL_GONE: { text: 'El original ya no está en la papelera.' },

  DIAGNOSTICS_COPIED: { text: 'Diagnóstico copiado. Péguelo en su informe.' },
  UPDATE_THERE: { text: 'La versión {{version}} está disponible.', hint: 'Está en {{feed}}' },
  UP_TO_DATE: { text: 'Esta es la versión más reciente ({{version}}).' },
  NO_RELEASES: {
    text: 'Dropmill aún no tiene dirección en Internet, así que no hay versiones que buscar.',
    hint: 'No se envió nada.',
  },
  UPDATES_UNREACHABLE: {
    text: 'No se puede conectar con {{host}}.',
    hint: 'Compruebe la conexión y vuelva a intentarlo.',
  },
  UPDATES_UNREADABLE: {
    text: '{{host}} no tiene una lista de versiones que Dropmill pueda leer.',
    hint: 'Vuelva a intentarlo más tarde.',
  },
  DIALOG_OPEN: {
    text: 'No se añadió nada, porque hay un diálogo abierto.',
    hint: 'Ciérrelo y vuelva a soltar o pegar los archivos.',
  },
  SETTINGS_DAMAGED: {
    text: 'El archivo de ajustes estaba dañado. Algunos ajustes vuelven a tener su valor predeterminado.',
    hint: 'Compruebe los ajustes. El archivo dañado se conservó en la misma carpeta.',
  },
  SLEEP_MISSING: {
    text: 'No se pudo suspender el equipo.',
    hint: 'No se encontró el programa del sistema para ello.',
  },
  SLEEP_REFUSED: { text: 'No se pudo suspender el equipo.', hint: 'El sistema indica: {{words}}' },
  SHUT_DOWN_MISSING: {
    text: 'No se pudo apagar el equipo.',
    hint: 'No se encontró el programa del sistema para ello.',
  },
  SHUT_DOWN_REFUSED: { text: 'No se pudo apagar el equipo.', hint: 'El sistema indica: {{words}}' },
  NO_PATH: { text: 'No es un archivo del disco.', hint: 'Guárdelo primero y luego suéltelo.' },
  BAD_PATH: { text: 'No es una ruta absoluta: {{path}}' },
  UNKNOWN_PATH: {
    text: 'La ventana pidió un archivo que no se le había dado.',
    hint: 'Suelte los archivos de nuevo.',
  },
  UNTRUSTED_SENDER: { text: 'La solicitud fue rechazada.' },
  BAD_REQUEST: { text: 'La solicitud no es válida: {{problem}}' },
  REQUEST_TOO_LARGE: {
    text: 'Hay demasiados archivos para una sola solicitud.',
    hint: 'Suelte la carpeta que contiene los archivos, o menos archivos.',
  },
  FOLDER_NOT_SHARED: {
    text: 'El equipo {{computer}} no ve la carpeta {{folder}} como este.',
    hint: 'Ambos necesitan la misma carpeta en la misma ruta, por ejemplo en una unidad de red.',
  },
  NO_QUEUE_WORKER: {
    text: 'Ningún equipo toma tareas de la cola.',
    hint: 'Inicie «dropmill worker» con el mismo --redis en al menos uno.',
  },
  QUEUE_FAILED: {
    text: 'No se puede usar la cola: {{why}}',
    hint: 'Compruebe la dirección después de --redis y que Redis esté en marcha.',
  },
};
