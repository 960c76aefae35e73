// docs/pictures.md: what becomes of a picture, for each pair of formats, as the table of formats has it.
import {
  FORMATS,
  formatOf,
  OUTPUT_FORMATS,
  type OutputFormat,
  PICTURE_FORMATS,
  type PictureFormat,
  writerOf,
} from '../../workers/jobs/resize/formats.ts';

type Holds = ReturnType<typeof writerOf>['holds'];

const NOTHING: Holds = {
  alpha: false,
  deep: false,
  grey: false,
  cmyk: false,
  profile: false,
  exif: false,
  xmp: false,
  iptc: false,
  density: false,
};

/** What is in a file of a format that is only read. */
const READ_ONLY: Readonly<Partial<Record<PictureFormat, Holds>>> = {
  heic: { ...NOTHING, alpha: true, exif: true, xmp: true },
  svg: { ...NOTHING, alpha: true },
  bmp: { ...NOTHING, alpha: true, density: true },
};

/** Formats with comments or texts, each in a form of its own. */
const COMMENTS: readonly PictureFormat[] = ['jpeg', 'png', 'gif'];

function holdsOf(format: PictureFormat): Holds {
  const output = OUTPUT_FORMATS.find((one) => one === format);
  return output ? writerOf(output).holds : (READ_ONLY[format] ?? NOTHING);
}

interface Fate {
  readonly kept: string[];
  readonly converted: string[];
  readonly lost: string[];
}

function fateOf(from: PictureFormat, to: OutputFormat): Fate {
  const [source, target] = [holdsOf(from), holdsOf(to)];
  const fate: Fate = { kept: [], converted: [], lost: [] };
  const settle = (has: boolean, holds: boolean, name: string, otherwise: (fate: Fate) => void) => {
    if (has && holds) fate.kept.push(name);
    else if (has) otherwise(fate);
  };
  const lose = (text: string) => (one: Fate) => void one.lost.push(text);
  const convert = (text: string) => (one: Fate) => void one.converted.push(text);
  settle(
    formatOf(from).pages,
    writerOf(to).pagesFrom.includes(from),
    'frames or pages',
    lose('all but the first frame: `FIRST_FRAME`'),
  );
  settle(source.alpha, target.alpha, 'transparency', lose('transparency: `FLATTENED`'));
  settle(source.deep, target.deep, '16 bits', convert('16 to 8 bits'));
  settle(source.cmyk, target.cmyk, 'CMYK with its profile, if asked for', convert('CMYK to sRGB'));
  settle(source.grey, target.grey, 'grey alone', convert('grey to three channels'));
  settle(source.exif, target.exif, 'EXIF', lose('EXIF: `EXIF_DROPPED`'));
  settle(source.xmp, target.xmp, 'XMP', lose('XMP: `XMP_DROPPED`'));
  settle(source.iptc, target.iptc, 'IPTC', lose('IPTC: `IPTC_DROPPED`'));
  settle(
    source.density,
    target.density,
    'density',
    target.exif ? convert('density into EXIF') : lose('density: `DENSITY_DROPPED`'),
  );
  settle(COMMENTS.includes(from), from === to, 'comments', lose('comments: `COMMENTS_DROPPED`'));
  if (formatOf(from).vector) fate.converted.push('drawing to pixels');
  return fate;
}

function row(from: PictureFormat, to: OutputFormat): string {
  const { kept, converted, lost } = fateOf(from, to);
  const cells = [
    FORMATS[from].label,
    FORMATS[to].label,
    ...[kept, converted, lost].map((all) => all.join(', ') || 'nothing'),
  ];
  return `| ${cells.join(' | ')} |`;
}

export function picturesPage(): string {
  return `# Pictures: what is kept, converted and lost

Written by \`npm run formats\` from the table of formats (\`workers/jobs/resize/formats.ts\`). For what is lost, the job gets a note
with the number of pictures; [messages.md](messages.md) has the sentences.

## In every format

- Metadata is read from the original's bytes, cleaned, and put into a result that was encoded without any. With "Keep all except the location",
  which is the default, everything that names a place by its name or its content is removed: the GPS directory, makers' notes that name a place, every
  XMP property in any namespace, IPTC's places, texts and comments with readings. Then the finished file is searched once more; if it still names a
  place, it is saved without metadata (\`METADATA_REMOVED\`).
- An original that is kept because its result would be larger passes the same search, and holds nothing that is not searched: no data
  behind the picture, no segments of other programs. Otherwise it is written again.
- Layers of Photoshop, temperatures of thermal cameras and Content Credentials are not kept (\`FURTHER_DATA_DROPPED\`).
- Segments, chunks and boxes that only some camera or program reads are not kept (\`UNKNOWN_DATA_DROPPED\`), except those of a JPEG from JPEG
  to JPEG with "Keep all", when the picture is not turned, cropped or padded.
- Metadata follows the pixels: orientation, dimensions, the size of a panorama, and the colour space where it became sRGB are written again; thumbnails are removed; marked faces and
  panorama data are removed when the picture is cropped or turned (\`FACES_DROPPED\`, \`PANORAMA_DROPPED\`).
- An HDR gain map is kept from JPEG to JPEG when the picture is scaled and not turned, cropped or padded. Otherwise it is not in the result, and
  neither are motion photos and depth maps; the result then does not mention them
  (\`GAIN_MAP_DROPPED\`, \`MOTION_DROPPED\`, \`DEPTH_MAP_DROPPED\`). Colours of a high dynamic range look paler (\`HDR_COLOURS\`).
- Wherever the profile of an original is not written, its pixels are brought to sRGB: also grey of 16 bits.
- Transparency is said to be filled (\`FLATTENED\`) only where the result shows the background: many a picture has alpha and is opaque.
- A JPEG made of a JPEG is encoded at 82, or at the original's quality if that is lower. Above 90, colours keep their full size. Palettes stay
  palettes; WebP without loss stays so.
- EXIF is written without the thumbnail. What a maker's note leads to outside of itself stays at its place. A TIFF neither gives nor gets a note that
  counts from its place in the file (\`MAKER_NOTE_DROPPED\`). A JPEG holds 64 kB of EXIF and as much XMP (\`METADATA_TOO_LARGE\`); the second part of
  larger XMP is not read (\`XMP_SECOND_PART_DROPPED\`). Tags that only some program knows stay from TIFF to TIFF (\`TIFF_TAGS_DROPPED\`).
- A profile whose texts tell a place is kept only with "Keep all": else the pixels are brought to sRGB (\`PROFILE_DROPPED\`).
- A profile that says nothing of pixels, such as one of named colours, is not kept (\`UNKNOWN_DATA_DROPPED\`).
- The density of a picture that lay on its side is turned with it.
- The density is written as EXIF where the result has no other place for it (WebP, AVIF). One of 72 says nothing (EXIF 2.32) and is neither written so
  nor reported as lost.
- Camera raws, and TIFFs of which only a preview can be read, are refused: a preview is never used in place of the picture.
- Colours that a PNG (\`gAMA\`, \`cHRM\`, \`cICP\`), an AVIF or a HEIC names without a profile are brought to sRGB, also where profiles are kept:
  all primaries of ITU-T H.273, linear light, gamma 2.2, 2.6 and 2.8, logarithms.
- \`--markup\`, or "Copy <picture> markup" in the menu of a finished job, gives a \`<picture>\` element for each original: formats best first, each with its
  widths, addresses relative to the folder that the results share.
- TIFFs are read with 8 or 16 bits a sample, without a sign. Other samples have no range that programs agree on (\`UNSUPPORTED_SAMPLES\`).

## Compared with other decoders

Of 1,994 test files of sharp, Pillow, libvips, libavif, libheif and image-rs, 1,698 were made into PNGs, and 1,697 of them (one is too large for the
others) were compared with Pillow with Little CMS, ImageMagick 6, GraphicsMagick, Netpbm, avifdec, heif-convert, dwebp, another libvips and Chromium: 1,635 are
within 3 of 255 of one of them. Each of the other 62 was looked at, and is of one of these kinds, which differ by more than rounding, or from some of the others:

| kind | difference | reason |
|---|---|---|
| EXIF orientation 5 and 7 | from ImageMagick 6 | it mirrors them; libvips and Pillow have what Dropmill has |
| colour profiles of RGB and grey | none from Little CMS beyond 11 of 255 | ImageMagick converts none unasked |
| CMYK with a profile | up to 43 of 255 from Little CMS | dark colours, by another rendering intent |
| CMYK without a profile | up to 138 of 255 | libvips takes a usual profile, the others subtract the inks |
| grey TIFFs of 2 and 4 bits that count from white, tiled CMYK in JPEG, subsampled YCbCr | from ImageMagick 6 | Pillow and libvips have what Dropmill has |
| AVIF and HEIC | up to 140 of 255 at coloured edges, 0.6 on average | colours of half the size are enlarged in another way; ImageMagick 6 reads no alpha of AVIFs |
| AVIF of BT.709 in the limited range that says so in its code alone (one file) | up to 27 of 255 from avifdec and Chromium | Dropmill has what the formula of ITU-T H.273 gives |
| AVIF whose crop, turn and mirror need not be known, by mistake (one file) | everywhere | libavif refuses it, Chromium only turns it, Dropmill does all three |
| AVIF of which the picture alone is turned or cropped | from ImageMagick and libvips | they squeeze its transparency into it; Dropmill turns and crops both, as browsers do |
| AVIF with linear light by number (one file) | up to 29 of 255 from the formula, 0.4 on average | 8 bits have few steps of dark linear light |
| EXIF in a text of a PNG | ImageMagick turns the picture | browsers and libvips do not; the result's EXIF says that it is upright |
| \`gAMA\`, \`cHRM\` and \`cICP\` of PNGs | from those that ignore them: libvips, Pillow, and mostly ImageMagick 6 | brought to sRGB, as browsers show them: within 1 of 255 of the formula, within 8 where the PNG is of linear light |
| BMPs of 16 bits with odd masks | up to 127 of 255 from ImageMagick | it does not bring few bits to the full range; Chromium has what Dropmill has |
| three BMPs with a bad code, or cut off | everywhere | programs differ in what they make of it |
| GIF without transparency whose first frame does not fill it (one file) | black where there is no frame | libvips has what Dropmill has; browsers leave it transparent, Pillow takes the background colour |
| Lab TIFFs of 8 bits | up to 13 of 255 from ImageMagick, 53 from Pillow | colours outside of sRGB are brought into it in other ways |
| SVG | up to 221 of 255 at the edges of letters and dashes; sizes in pt and mm | another version of librsvg draws; Dropmill has 96 pixels an inch |

Pictures that are cut off, or have errors in their code, are made as far as they can be read, as ImageMagick and
libvips do, and said to be incomplete (\`READ_IN_PART\`), each on its row, with the exit status 3; but never in place of their originals, and not when nothing
of them can be read. AVIFs of attacks and broken grids are refused as damaged. Of all else that is refused so, at most one of the two makes a picture. Old JPEG, JPEG 2000 and LZMA in TIFFs, TIFF tiles of one colour each, and AVIF films without a still picture are
refused by name (\`UNSUPPORTED_KIND\`).

## For each pair of formats

| from | to | kept | converted | lost with a note |
|---|---|---|---|---|
${PICTURE_FORMATS.flatMap((from) => OUTPUT_FORMATS.map((to) => row(from, to))).join('\n')}
`;
}
