// German texts of the known job types.
import type { TypeCatalogue } from './job-types.ts';

const collision = { rename: 'Nummer anhängen', skip: 'Auslassen', overwrite: 'Ersetzen' };

export const typesDe: TypeCatalogue = {
  zip: {
    name: 'Zippen',
    drop: 'Zum Zippen hier ablegen',
    next: 'Danach die Ergebnisse zippen',
    groups: { archive: 'Archiv', contents: 'Inhalt', protection: 'Schutz', more: 'Weiteres' },
    presets: { fast: 'Schnell', backup: 'Sicherung, klein', clean: 'Projekt ohne Ballast' },
    fields: {
      format: {
        title: 'Format',
        choices: { zip: 'Zip', tar: 'Tar', 'tar.gz': 'Tar, gzip (.tar.gz)', 'tar.zst': 'Tar, Zstandard (.tar.zst)' },
      },
      level: {
        title: 'Kompression',
        description: '0 packt nicht, 1 ist schnell, 9 ist klein.',
        choices: { 1: 'Schnell', 6: 'Mittel', 9: 'Klein' },
      },
      perInput: { title: 'Je Objekt ein Archiv' },
      name: { title: 'Name' },
      folder: { title: 'Sichern in', description: 'Ohne: neben dem ersten Objekt.' },
      collision: { title: 'Wenn es das Archiv schon gibt', choices: collision },
      leaveOut: {
        title: 'Auslassen',
        choices: {
          hidden: 'Versteckte Dateien',
          junk: 'Systemreste (.DS_Store, Thumbs.db)',
          node_modules: 'node_modules',
          '.git': '.git',
        },
      },
      exclude: { title: 'Auslassen, was passt', description: 'Muster wie in .gitignore, je Zeile eines.' },
      links: {
        title: 'Symbolische Links',
        choices: { keep: 'Als Links behalten', follow: 'Packen, worauf sie zeigen', skip: 'Auslassen' },
      },
      password: { title: 'Passwort', description: 'AES-256. Dateinamen bleiben lesbar.' },
      verify: {
        title: 'Archiv prüfen',
        choices: { quick: 'Zurücklesen', full: 'Ganz entpacken und vergleichen', off: 'Nein' },
      },
      names: {
        title: 'Dateinamen',
        choices: { portable: 'Für Windows und macOS anpassen', exact: 'Genau behalten' },
      },
      storePacked: {
        title: 'Schon Gepacktes nur ablegen',
        description: 'Fotos, Filme und Archive kosten sonst nur Zeit.',
      },
      comment: { title: 'Kommentar' },
    },
  },
  resize: {
    name: 'Verkleinern',
    drop: 'Zum Verkleinern hier ablegen',
    groups: { size: 'Größe', format: 'Datei', output: 'Ausgabe', more: 'Weiteres' },
    presets: {
      web: 'Web 1600',
      email: 'E-Mail unter 1 MB',
      thumbnails: 'Vorschaubilder',
      webp: 'Modernes Format (WebP)',
    },
    fields: {
      mode: {
        title: 'Skalierung',
        choices: {
          fit: 'Einpassen',
          fill: 'Füllen und zuschneiden',
          stretch: 'Strecken',
          pad: 'Einpassen mit Rand',
          percent: 'Prozent',
          'long-edge': 'Längere Seite',
          'short-edge': 'Kürzere Seite',
        },
      },
      width: { title: 'Breite' },
      height: { title: 'Höhe' },
      position: {
        title: 'Beim Zuschneiden behalten',
        choices: {
          centre: 'Mitte',
          attention: 'Was ins Auge fällt',
          entropy: 'Die meisten Einzelheiten',
          top: 'Oben',
          bottom: 'Unten',
          left: 'Links',
          right: 'Rechts',
          'top-left': 'Oben links',
          'top-right': 'Oben rechts',
          'bottom-left': 'Unten links',
          'bottom-right': 'Unten rechts',
        },
      },
      background: { title: 'Randfarbe' },
      enlarge: { title: 'Kleine Bilder vergrößern' },
      format: {
        title: 'Format',
        choices: {
          same: 'Wie das Original',
          jpeg: 'JPEG',
          png: 'PNG',
          webp: 'WebP',
          avif: 'AVIF',
          tiff: 'TIFF',
          gif: 'GIF',
        },
      },
      quality: { title: 'Qualität', description: '1 bis 100. Automatisch: 82 für JPEG, 80 für WebP, 55 für AVIF.' },
      lossless: { title: 'Verlustfrei' },
      maxBytes: { title: 'Höchstens', description: 'Je Bild. Senkt die Qualität, so weit es dafür nötig ist.' },
      metadata: {
        title: 'Metadaten',
        choices: {
          all: 'Alle behalten',
          'no-location': 'Alle außer dem Ort',
          copyright: 'Nur Urheberrecht',
          none: 'Alle entfernen',
        },
      },
      destination: {
        title: 'Speichern',
        choices: {
          beside: 'Neben dem Original',
          subfolder: 'In einem Unterordner',
          folder: 'In einem Ordner',
          replace: 'Anstelle des Originals',
        },
      },
      subfolder: { title: 'Unterordner' },
      folder: { title: 'Ordner' },
      template: {
        title: 'Name',
        description: 'Auch {height}, {size}, {format}, {date}, {counter}.',
      },
      collision: { title: 'Wenn der Name vergeben ist', choices: collision },
      extraSizes: { title: 'Weitere Größen', description: 'Je Breite ein Bild mehr, eine je Zeile.' },
      sharpen: { title: 'Schärfen', description: 'Leicht, nach dem Verkleinern.' },
      progressive: { title: 'Progressives JPEG' },
      colours: {
        title: 'Farben',
        choices: { srgb: 'Auf jedem Bildschirm richtig (sRGB)', keep: 'Farbprofil behalten' },
      },
      keepSmaller: { title: 'Original behalten, wenn das Ergebnis größer ist' },
      keepDates: { title: 'Datum der Datei behalten' },
    },
  },
};
