// The messages that all job types and the app share, in German.
import type { messages as english } from '../en/messages.ts';
import type { Translation } from '../message.ts';

export const messages: Translation<typeof english> = {
  ENOSPC: {
    text: 'Der Datenträger ist voll.',
    hint: 'Geben Sie Speicherplatz frei oder wählen Sie einen anderen Ordner und versuchen Sie es noch einmal.',
  },
  EDQUOT: {
    text: 'Der zugeteilte Speicherplatz ist aufgebraucht.',
    hint: 'Geben Sie Speicherplatz frei oder wählen Sie einen anderen Ordner und versuchen Sie es noch einmal.',
  },
  EACCES: { text: 'Zugriff verweigert.', hint: 'Prüfen Sie die Zugriffsrechte.' },
  EPERM: { text: 'Das System erlaubt das nicht.', hint: 'Prüfen Sie die Zugriffsrechte.' },
  EROFS: {
    text: 'Der Ordner liegt auf einem schreibgeschützten Datenträger.',
    hint: 'Wählen Sie einen anderen Ordner.',
  },
  ENOENT: {
    text: 'Datei nicht gefunden: {{path}}',
    hint: 'Prüfen Sie den Namen und ob die Datei verschoben, umbenannt oder gelöscht wurde.',
  },
  GONE: {
    text: 'Die Datei ist nicht mehr vorhanden.',
    hint: 'Prüfen Sie, ob sie verschoben, umbenannt oder gelöscht wurde.',
  },
  ENOTDIR: { text: 'Ein Teil des Pfads ist kein Ordner.', hint: 'Wählen Sie einen anderen Ordner.' },
  EISDIR: {
    text: 'Anstelle der Datei ist dort ein Ordner.',
    hint: 'Benennen Sie den Ordner um oder wählen Sie einen anderen Namen.',
  },
  ENAMETOOLONG: {
    text: 'Der Name ist zu lang für diesen Datenträger.',
    hint: 'Wählen Sie einen kürzeren Namen oder einen Ordner mit kürzerem Pfad.',
  },
  EMFILE: {
    text: 'Zu viele Dateien sind geöffnet.',
    hint: 'Schließen Sie einige Programme und versuchen Sie es noch einmal.',
  },
  ENFILE: {
    text: 'Zu viele Dateien sind geöffnet.',
    hint: 'Schließen Sie einige Programme und versuchen Sie es noch einmal.',
  },
  EBUSY: {
    text: 'Ein anderes Programm verwendet die Datei.',
    hint: 'Schließen Sie das Programm und versuchen Sie es noch einmal.',
  },
  EIO: {
    text: 'Der Datenträger meldet einen Fehler.',
    hint: 'Prüfen Sie den Datenträger und kopieren Sie, was noch geht, auf einen anderen.',
  },
  ESTALE: {
    text: 'Das Netzlaufwerk ist nicht mehr verbunden.',
    hint: 'Verbinden Sie es wieder und versuchen Sie es noch einmal.',
  },
  EFBIG: {
    text: 'Die Datei ist zu groß für diesen Datenträger.',
    hint: 'Wählen Sie einen Datenträger mit einem anderen Dateisystem.',
  },
  EXDEV: {
    text: 'Es müsste auf einen anderen Datenträger, der in diesem Ordner eingehängt ist.',
    hint: 'Wählen Sie diesen Ordner selbst.',
  },
  ELOOP: {
    text: 'Der Pfad enthält zu viele symbolische Links.',
    hint: 'Wählen Sie die Datei oder den Ordner, auf den sie verweisen.',
  },
  UNEXPECTED: {
    text: 'Ein unerwarteter Fehler ist aufgetreten: {{what}}',
    hint: 'Versuchen Sie es noch einmal. Tritt er wieder auf, melden Sie ihn mit dem Protokoll.',
  },

  NO_ROOM: {
    text: 'Auf dem Datenträger ist nicht genug Platz für die Ergebnisse.',
    hint: 'Geben Sie Speicherplatz frei oder wählen Sie einen anderen Ordner und versuchen Sie es noch einmal.',
  },
  MAYBE_NO_ROOM: { text: 'Auf dem Datenträger ist vielleicht nicht genug Platz für die Ergebnisse.' },
  MAYBE_NO_ROOM_NEXT: { text: 'Für das, was aus den Ergebnissen entsteht, ist vielleicht nicht genug Platz.' },
  HISTORY_NOT_SAVED: {
    text: 'Der Verlauf kann nicht in {{folder}} gespeichert werden: {{why, message}}',
    hint: 'Laufende Aufträge würden vergessen, wenn Dropmill unterbrochen wird. Dropmill versucht es weiter.',
  },
  CLAIMED: {
    text: 'Ein anderer Auftrag ersetzt diese Datei gerade.',
    hint: 'Versuchen Sie es erneut, wenn dieser Auftrag fertig ist.',
  },
  REPLACED_NOT_KEPT: {
    text: 'Eine ersetzte Datei konnte nicht in den Papierkorb gelegt werden. Rückgängig machen holt sie nicht zurück.',
  },
  ORIGINAL_LEFT: {
    text: 'Das Original konnte weder in den Papierkorb gelegt noch zurückbenannt werden.',
    hint: 'Das Original ist jetzt {{place}}',
  },
  MOUNTED: {
    text: 'Es ist ein Einhängepunkt und kann weder verschoben noch ersetzt werden.',
    hint: 'Wählen Sie einen anderen Namen oder Ordner, oder hängen Sie es aus.',
  },
  RESULT_SWAPPED: {
    text: 'Ein anderes Programm hat das Ergebnis geändert, bevor es seinen Namen bekam.',
    hint: 'Es wurde nichts ersetzt. Versuchen Sie es noch einmal.',
  },
  TRASH_REFUSED: {
    text: 'Die Datei konnte nicht in den Papierkorb gelegt werden.',
    hint: 'Prüfen Sie, ob dieser Datenträger einen Papierkorb hat, oder speichern Sie die Ergebnisse in einem anderen Ordner.',
  },
  NO_TRASH_HERE: {
    text: 'Originale können nur in den Papierkorb verschoben werden, wo es einen gibt.',
    hint: 'Schalten Sie diese Option aus oder verwenden Sie das Fenster.',
  },
  ORIGINALS_TO_TRASH: { text: 'Was vollständig im Ergebnis ist, kommt danach in den Papierkorb.' },
  NOT_TRASHED_CHANGED: { text: 'Nicht in den Papierkorb verschoben, weil es sich seit dem Lesen geändert hat.' },
  NOT_TRASHED_PARTLY: { text: 'Nicht in den Papierkorb verschoben, weil nicht alles daraus im Ergebnis ist.' },
  NOT_TRASHED_UNREAD: { text: 'Nicht in den Papierkorb verschoben, weil es dieses Mal nicht gelesen wurde.' },
  NOT_TRASHED_LINK: { text: 'Nicht in den Papierkorb verschoben, weil es ein Link ist.' },
  ORIGINALS_TRASHED: {
    text: {
      one: '{{count}} Original wurde in den Papierkorb verschoben.',
      other: '{{count}} Originale wurden in den Papierkorb verschoben.',
    },
  },
  EARLIER_RESULTS: {
    text: {
      one: '{{count}} Ergebnis eines früheren Auftrags wurde übersprungen.',
      other: '{{count}} Ergebnisse eines früheren Auftrags wurden übersprungen.',
    },
    hint: 'Um Ergebnisse zu verwenden, ziehen Sie sie ohne ihre Originale hierher.',
  },
  RESULTS_FOLDER: { text: 'Dort werden Ergebnisse gespeichert.' },
  SYMBOLIC_LINK: { text: 'Es ist ein symbolischer Link.' },
  SPECIAL_FILE: { text: 'Es ist weder eine Datei noch ein Ordner.' },
  SPECIAL_IN_THE_WAY: {
    text: 'Etwas, das weder eine Datei noch ein Ordner ist, trägt diesen Namen.',
    hint: 'Wählen Sie einen anderen Namen oder Ordner.',
  },
  NOT_A_FILE: { text: 'Es ist keine Datei mehr.', hint: 'Prüfen Sie, was an seine Stelle getreten ist.' },
  PASSWORD_UNCONFIRMED: {
    text: 'Das Passwort wurde nicht wiederholt, oder die Eingaben unterscheiden sich. Es wurde nichts gestartet.',
    hint: 'Wiederholen Sie es in den Optionen, oder wählen Sie „Anzeigen“.',
  },
  PASSWORD_FILE: { text: 'Die Passwortdatei kann nicht gelesen werden: {{why, message}}' },
  FIRST_REASON: { text: '{{name}}: {{why, message}}' },
  PART_LEFT: {
    text: 'Die unfertige Datei {{path}} konnte nicht entfernt werden: {{why, message}}',
    hint: 'Löschen Sie sie, sobald kein Programm sie mehr benutzt.',
  },
  NAME_FORBIDDEN: {
    text: 'Windows erlaubt den Namen „{{name}}“ nicht.',
    hint: 'Wählen Sie einen ohne < > : " | ? * und ohne Punkt am Ende, und keinen eines Geräts wie CON oder NUL.',
  },
  NAME_TAKEN: { text: 'Eine Datei mit diesem Namen ist schon vorhanden.' },

  CANCELLED: { text: 'Abgebrochen.' },
  FLAG_UNUSED: { text: '{{flag}} hat mit {{other}} keine Wirkung.' },
  UNKNOWN_JOB_TYPE: { text: 'Die Auftragsart „{{type}}“ gibt es nicht.' },
  WATCH_WITH_PASSWORD: {
    text: 'Ein überwachter Ordner kann kein Passwort haben: Es müsste auf der Festplatte aufbewahrt werden.',
    hint: 'Optionen ohne Passwort wählen.',
  },
  WATCH_REPLACES: {
    text: 'Ein überwachter Ordner kann keine Dateien ersetzen oder löschen: Niemand sieht zu, wenn seine Aufträge beginnen.',
    hint: 'Optionen wählen, die eine Nummer anhängen oder überspringen und die Originale behalten.',
  },
  NOT_A_PRESET: {
    text: 'Die Datei ist keine Vorlage von Dropmill.',
    hint: 'Eine Datei wählen, die mit „Vorlage exportieren“ entstanden ist.',
  },
  PRESET_OF_NEWER: {
    text: 'Die Vorlage hat eine Option, die diese Version von Dropmill nicht kennt: {{option}}',
    hint: 'Dropmill aktualisieren oder die Vorlage neu anlegen.',
  },
  PRESET_IMPORTED: { text: 'Vorlage importiert: {{name}}' },
  MARKUP_COPIED: { text: 'Markup kopiert.' },
  PATHS_COPIED: { text: 'Pfade kopiert.' },
  PRESET_EXPORTED: { text: 'Vorlage exportiert: {{name}}' },
  BAD_OPTIONS: {
    text: 'Eine Option ist ungültig: {{problem}}',
    hint: 'Ändern Sie die Option und versuchen Sie es noch einmal.',
  },
  WORKER_DIED: {
    text: 'Der Arbeitsprozess ist bei dieser Datei zweimal abgestürzt.',
    hint: 'Schließen Sie andere Programme, falls der Speicher knapp ist, und versuchen Sie es noch einmal.',
  },
  WORKER_LOST: { text: 'Der Arbeitsprozess ist abgestürzt.', hint: 'Versuchen Sie es noch einmal.' },
  HOST_ENDED: { text: 'Der Arbeitsprozess wurde beendet.', hint: 'Versuchen Sie es noch einmal.' },
  HOST_LOST: {
    text: 'Der Arbeitsprozess ist bei diesem Auftrag immer wieder abgestürzt ({{how, message}}).',
    hint: 'Versuchen Sie es mit weniger Dateien, um die zu finden, die den Absturz auslöst.',
  },
  HOST_SIGNAL: { text: 'Signal {{signal}}' },
  HOST_STATUS: { text: 'Exit-Status {{status}}' },
  HOST_NOT_STARTED: { text: 'er konnte nicht gestartet werden: {{words}}' },
  HOST_SILENT: { text: 'er antwortete {{seconds}} Sekunden lang nicht' },
  HOST_TOO_LARGE: { text: 'er belegte {{memory, bytes}} Speicher' },
  STARTED_AGAIN: { text: 'Neu gestartet, weil der Arbeitsprozess beendet wurde ({{how, message}}).' },
  INTERRUPTED: {
    text: 'Dropmill wurde während dieses Auftrags unerwartet beendet.',
    hint: 'Was fertig ist, bleibt erhalten.',
  },
  INTERRUPTED_BY_QUIT: {
    text: 'Angehalten, als Sie Dropmill beendet haben.',
    hint: 'Was fertig ist, bleibt erhalten.',
  },
  CANCELLED_BY_QUIT: { text: 'Abgebrochen, als Sie Dropmill beendet haben.' },
  SECRETS_REMOVED: {
    text: 'Das Passwort wurde beim Beenden von Dropmill nicht gespeichert.',
    hint: 'Geben Sie es in den Optionen noch einmal ein.',
  },
  NO_SUCH_PLAN: { text: 'Die Inhaltsliste ist nicht mehr da. Öffnen Sie die Vorschau noch einmal.' },
  ALREADY_STARTED: {
    text: 'Dieser Auftrag hat schon begonnen.',
    hint: 'Brechen Sie ihn ab, und führen Sie ihn dann mit anderen Optionen noch einmal aus.',
  },
  UNKNOWN_JOB: { text: 'Dieser Auftrag ist nicht mehr in der Liste.' },

  NO_OUTPUT: {
    text: 'Die Ergebnisse dieses Auftrags sind nicht mehr vorhanden.',
    hint: 'Vielleicht wurden sie verschoben, umbenannt oder gelöscht.',
  },
  NO_PREVIEW: { text: 'Es gibt nichts anzuzeigen.' },
  UNDONE: { text: 'Dieser Auftrag wurde schon rückgängig gemacht.' },
  NOTHING_TO_UNDO: { text: 'Dieser Auftrag hat nichts geschrieben, was sich rückgängig machen lässt.' },
  CHANGES_UNREADABLE: {
    text: 'Die Aufzeichnung dessen, was dieser Auftrag geändert hat, ist nicht lesbar.',
    hint: 'Ersetzte Originale liegen im Papierkorb.',
  },
  CHANGED_SINCE: { text: 'Die Datei wurde inzwischen geändert.' },
  RESULT_NOT_TRASHED: {
    text: 'Der Papierkorb hat das Ergebnis nicht angenommen. Es bleibt, wenn nötig mit einer Nummer im Namen.',
  },
  RESULT_KEPT: { text: 'Das Ergebnis bleibt, weil sein Original nicht zurückkommen kann.' },
  CHANGES_FINISHED: {
    text: {
      one: 'Eine Datei, die beim Beenden von Dropmill gerade ersetzt wurde, ist wieder in Ordnung.',
      other: '{{count}} Dateien, die beim Beenden von Dropmill gerade ersetzt wurden, sind wieder in Ordnung.',
    },
  },
  CHANGES_LEFT: {
    text: {
      one: 'Ein Original konnte nach dem Beenden von Dropmill nicht zurückgelegt werden. Es liegt im versteckten Ordner „{{folder}}“ neben seinem Platz oder im Papierkorb.',
      other:
        '{{count}} Originale konnten nach dem Beenden von Dropmill nicht zurückgelegt werden. Sie liegen in den versteckten Ordnern „{{folder}}“ neben ihren Plätzen oder im Papierkorb.',
    },
  },
  ORIGINAL_IN_TRASH: { text: 'Das Original liegt im Papierkorb. Stellen Sie es von dort wieder her.' },
  ORIGINAL_NAME_TAKEN: {
    text: 'Eine andere Datei trägt den Namen des Originals.',
    hint: 'Das Original ist jetzt {{place}}',
  },
  ORIGINAL_GONE: { text: 'Das Original ist nicht mehr im Papierkorb.' },

  DIAGNOSTICS_COPIED: { text: 'Diagnose kopiert. Fügen Sie sie in Ihren Bericht ein.' },
  UPDATE_THERE: { text: 'Version {{version}} ist verfügbar.', hint: 'Sie liegt unter {{feed}}' },
  UP_TO_DATE: { text: 'Das ist die neueste Version ({{version}}).' },
  NO_RELEASES: {
    text: 'Dropmill hat noch keine Adresse im Internet, deshalb gibt es keine Veröffentlichungen, nach denen gesucht werden könnte.',
    hint: 'Es wurde nichts gesendet.',
  },
  UPDATES_UNREACHABLE: {
    text: '{{host}} ist nicht erreichbar.',
    hint: 'Prüfen Sie die Verbindung, und versuchen Sie es erneut.',
  },
  UPDATES_UNREADABLE: {
    text: '{{host}} hat keine Liste von Veröffentlichungen, die Dropmill lesen kann.',
    hint: 'Versuchen Sie es später erneut.',
  },
  DIALOG_OPEN: {
    text: 'Es wurde nichts hinzugefügt, weil ein Dialog offen ist.',
    hint: 'Schließen Sie ihn, und legen Sie die Dateien noch einmal ab.',
  },
  SETTINGS_DAMAGED: {
    text: 'Die Datei mit den Einstellungen war beschädigt. Einige Einstellungen sind wieder auf dem Standardwert.',
    hint: 'Prüfen Sie die Einstellungen. Die beschädigte Datei liegt noch im selben Ordner.',
  },
  SLEEP_MISSING: {
    text: 'Der Ruhezustand konnte nicht aktiviert werden.',
    hint: 'Das Programm des Systems dafür wurde nicht gefunden.',
  },
  SLEEP_REFUSED: { text: 'Der Ruhezustand konnte nicht aktiviert werden.', hint: 'Das System meldet: {{words}}' },
  SHUT_DOWN_MISSING: {
    text: 'Der Computer konnte nicht heruntergefahren werden.',
    hint: 'Das Programm des Systems dafür wurde nicht gefunden.',
  },
  SHUT_DOWN_REFUSED: {
    text: 'Der Computer konnte nicht heruntergefahren werden.',
    hint: 'Das System meldet: {{words}}',
  },
  NO_PATH: {
    text: 'Das ist keine Datei auf dem Datenträger.',
    hint: 'Speichern Sie sie zuerst und legen Sie sie dann ab.',
  },
  BAD_PATH: { text: 'Kein absoluter Pfad: {{path}}' },
  UNKNOWN_PATH: {
    text: 'Das Fenster fragte nach einer Datei, die es nicht bekommen hat.',
    hint: 'Legen Sie die Dateien noch einmal ab.',
  },
  UNTRUSTED_SENDER: { text: 'Die Anfrage wurde abgelehnt.' },
  BAD_REQUEST: { text: 'Die Anfrage ist ungültig: {{problem}}' },
  REQUEST_TOO_LARGE: {
    text: 'Das sind zu viele Dateien auf einmal.',
    hint: 'Legen Sie den Ordner ab, der die Dateien enthält, oder weniger Dateien.',
  },
  FOLDER_NOT_SHARED: {
    text: 'Der Computer {{computer}} sieht den Ordner {{folder}} nicht so wie dieser.',
    hint: 'Beide brauchen denselben Ordner unter demselben Pfad, zum Beispiel auf einem Netzlaufwerk.',
  },
  NO_QUEUE_WORKER: {
    text: 'Kein Computer nimmt Aufgaben aus der Warteschlange.',
    hint: 'Starten Sie auf mindestens einem „dropmill worker“ mit demselben --redis.',
  },
  QUEUE_FAILED: {
    text: 'Die Warteschlange kann nicht benutzt werden: {{why}}',
    hint: 'Prüfen Sie die Adresse nach --redis, und ob Redis läuft.',
  },
};
