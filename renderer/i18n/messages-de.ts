// What main and the workers say of errors and skipped files, in German, by the English sentence. A sentence that is
// not here is shown in English.

export const messagesDe: Readonly<Record<string, string>> = {
  // Of the system
  'The disk is full.': 'Der Datenträger ist voll.',
  'Free some space or choose another folder, then try again.':
    'Schaffen Sie Platz oder wählen Sie einen anderen Ordner, dann versuchen Sie es noch einmal.',
  'There is not enough room for the results on that disk.':
    'Auf dem Datenträger ist nicht genug Platz für die Ergebnisse.',
  'The diagnostics are copied. Paste them into your report.':
    'Die Diagnose ist kopiert. Fügen Sie sie in Ihren Bericht ein.',
  'There may not be enough room for the results on that disk.':
    'Auf dem Datenträger ist vielleicht nicht genug Platz für die Ergebnisse.',
  'There may not be enough room for what the results are made into.':
    'Für das, was aus den Ergebnissen entsteht, ist vielleicht nicht genug Platz.',
  'A file that was overwritten could not be put into the trash: an undo cannot bring it back.':
    'Eine überschriebene Datei ließ sich nicht in den Papierkorb legen: Rückgängig machen holt sie nicht zurück.',
  'The disk quota is used up.': 'Der zugeteilte Speicherplatz ist aufgebraucht.',
  'Permission denied.': 'Zugriff verweigert.',
  'Check who may read and write it.': 'Prüfen Sie, wer lesen und schreiben darf.',
  'The system does not permit this.': 'Das System erlaubt das nicht.',
  'The folder is on a read-only disk.': 'Der Ordner liegt auf einem schreibgeschützten Datenträger.',
  'Choose another folder.': 'Wählen Sie einen anderen Ordner.',
  'It is not there any more.': 'Es ist nicht mehr da.',
  'Check whether it was moved, renamed or deleted.': 'Prüfen Sie, ob es verschoben, umbenannt oder gelöscht wurde.',
  'A part of the path is not a folder.': 'Ein Teil des Pfads ist kein Ordner.',
  'A folder is where a file should be.': 'Wo eine Datei sein sollte, ist ein Ordner.',
  'The name is too long for this disk.': 'Der Name ist zu lang für diesen Datenträger.',
  'Choose a shorter name or a folder nearer to the top.':
    'Wählen Sie einen kürzeren Namen oder einen Ordner weiter oben.',
  'Too many files are open.': 'Es sind zu viele Dateien offen.',
  'Close some programs and try again.': 'Schließen Sie einige Programme und versuchen Sie es noch einmal.',
  'Another program is using it.': 'Ein anderes Programm benutzt es.',
  'Close that program and try again.': 'Schließen Sie jenes Programm und versuchen Sie es noch einmal.',
  'The disk reports an error.': 'Der Datenträger meldet einen Fehler.',
  'Check the disk; copy what you can to another one.':
    'Prüfen Sie den Datenträger; kopieren Sie auf einen anderen, was noch geht.',
  'The network drive is gone.': 'Das Netzlaufwerk ist weg.',
  'Connect it again and retry.': 'Verbinden Sie es wieder und wiederholen Sie.',
  'The file is too large for this disk.': 'Die Datei ist zu groß für diesen Datenträger.',
  'Choose a disk with another file system.': 'Wählen Sie einen Datenträger mit anderem Dateisystem.',
  'Too many symbolic links in the path.': 'Zu viele symbolische Links im Pfad.',
  // Of jobs
  'There is nothing to pack.': 'Es gibt nichts zu packen.',
  'There is nothing to pack: everything was left out.': 'Es gibt nichts zu packen: Alles wurde ausgelassen.',
  'See the skipped files for the reasons.': 'Die Gründe stehen bei den ausgelassenen Dateien.',
  'There is no picture among these files.': 'Unter diesen Dateien ist kein Bild.',
  'JPEG, PNG, WebP, AVIF, HEIC, GIF, TIFF and SVG can be read.':
    'Gelesen werden JPEG, PNG, WebP, AVIF, HEIC, GIF, TIFF und SVG.',
  'The picture is damaged or incomplete.': 'Das Bild ist beschädigt oder unvollständig.',
  'Copy it again from where it came from.': 'Kopieren Sie es noch einmal von dort, woher es kam.',
  'Copy it again from the phone.': 'Kopieren Sie es noch einmal vom Telefon.',
  'Its content is no picture that can be read here, whatever its name says.':
    'Der Inhalt ist kein Bild, das sich hier lesen lässt, was immer der Name sagt.',
  'The picture has more pixels than can be handled.': 'Das Bild hat mehr Bildpunkte, als sich verarbeiten lassen.',
  'Make it smaller in the program it comes from, or choose a smaller size or another format.':
    'Verkleinern Sie es im Programm, aus dem es kommt, oder wählen Sie eine kleinere Größe oder ein anderes Format.',
  'The picture took too long.': 'Das Bild brauchte zu lange.',
  'Leave it out, or try it alone.': 'Lassen Sie es aus oder versuchen Sie es allein.',
  'Leave it out, or choose a smaller size or another format.':
    'Lassen Sie es aus oder wählen Sie eine kleinere Größe oder ein anderes Format.',
  'Reading this picture crashed twice, so it was left out.':
    'Das Lesen dieses Bildes ist zweimal abgestürzt; es wurde ausgelassen.',
  'It may be damaged, or made to do harm. The other pictures are not affected.':
    'Es ist vielleicht beschädigt oder soll Schaden anrichten. Die anderen Bilder betrifft das nicht.',
  'The result was not written as a whole.': 'Das Ergebnis wurde nicht vollständig geschrieben.',
  'Check the disk and try again.': 'Prüfen Sie den Datenträger und versuchen Sie es noch einmal.',
  'Originals can be replaced by one size only.': 'Originale lassen sich nur durch eine Größe ersetzen.',
  'The file is empty.': 'Die Datei ist leer.',
  'Choose the folder.': 'Wählen Sie den Ordner.',
  // Of what was left out
  'It is no picture.': 'Es ist kein Bild.',
  'It is a symbolic link.': 'Es ist ein symbolischer Link.',
  'It is neither a file nor a folder.': 'Es ist weder Datei noch Ordner.',
  'It became shorter while it was read; the rest is zeros.':
    'Es wurde kürzer, während es gelesen wurde; der Rest sind Nullen.',
  'The link leads back to a folder that it is in.': 'Der Link führt zurück in einen Ordner, in dem er selbst liegt.',
  'Results are saved there.': 'Dort werden Ergebnisse gesichert.',
  // Of results
  'The results of this job are not there.': 'Die Ergebnisse dieses Auftrags sind nicht da.',
  'They may have been moved, renamed or deleted.': 'Vielleicht wurden sie verschoben, umbenannt oder gelöscht.',
  'This job was undone already.': 'Dieser Auftrag wurde schon rückgängig gemacht.',
  'This job wrote nothing that could be undone.':
    'Dieser Auftrag hat nichts geschrieben, was sich rückgängig machen ließe.',
  'It was changed since.': 'Es wurde inzwischen geändert.',
  'Its original is in the trash. Put it back from there.':
    'Das Original liegt im Papierkorb. Legen Sie es von dort zurück.',
  'Its original stays in the trash, as another file has its name.':
    'Das Original bleibt im Papierkorb, weil eine andere Datei seinen Namen hat.',
  'Its original is not in the trash any more.': 'Das Original ist nicht mehr im Papierkorb.',
  'There is nothing to look at.': 'Hier gibt es nichts anzusehen.',
  // Of the app
  'The computer could not be put to sleep.': 'Der Computer ließ sich nicht schlafen legen.',
  'The computer could not be shut down.': 'Der Computer ließ sich nicht herunterfahren.',
  'The system’s program for it was not found.': 'Das Programm des Systems dafür wurde nicht gefunden.',
  'The system gave no reason.': 'Das System nannte keinen Grund.',
  'The settings file was damaged, so some settings are back at their defaults.':
    'Die Datei mit den Einstellungen war beschädigt; einige Einstellungen stehen wieder auf ihrem Anfangswert.',
  'Look through the settings. The damaged file was kept beside the new one.':
    'Sehen Sie die Einstellungen durch. Die beschädigte Datei wurde neben der neuen aufgehoben.',
  'The worker process ended.': 'Der Arbeitsprozess ist beendet.',
  'Try again.': 'Versuchen Sie es noch einmal.',
  'Try again with fewer files to find the one that causes it.':
    'Versuchen Sie es mit weniger Dateien, um die zu finden, an der es liegt.',
  'Press Retry to go on with it.': 'Drücken Sie auf Wiederholen, um damit fortzufahren.',
  'The worker process ended twice in the middle of this.': 'Der Arbeitsprozess ist zweimal mitten darin abgebrochen.',
  'Close other programs if memory is short, then try again.':
    'Schließen Sie andere Programme, falls der Speicher knapp ist, und versuchen Sie es noch einmal.',
  'Reading this file crashed again and again, so it was left out.':
    'Das Lesen dieser Datei ist immer wieder abgestürzt; sie wurde ausgelassen.',
  'Its password was not kept when Dropmill ended.': 'Das Passwort wurde nicht aufgehoben, als Dropmill endete.',
  'Drop the files again and type the password.': 'Legen Sie die Dateien noch einmal ab und geben Sie das Passwort ein.',
  'This job is not on the list any more.': 'Dieser Auftrag ist nicht mehr auf der Liste.',
  'This is not a file on the disk.': 'Das ist keine Datei auf dem Datenträger.',
  'Save it first, then drop it.': 'Sichern Sie es zuerst, dann legen Sie es ab.',
  'The window named a file that it was not given.': 'Das Fenster nannte eine Datei, die es nicht bekommen hat.',
  'The window asks for the same thing too often.': 'Das Fenster fragt zu oft nach demselben.',
  'Wait a moment, then try again.': 'Warten Sie einen Augenblick und versuchen Sie es noch einmal.',
  'This is more than can be asked for at once.': 'Das ist mehr, als auf einmal verlangt werden kann.',
  'Drop the folder that the files are in, or fewer files.':
    'Legen Sie den Ordner ab, in dem die Dateien sind, oder weniger Dateien.',
  'Drop the files again.': 'Legen Sie die Dateien noch einmal ab.',
};
