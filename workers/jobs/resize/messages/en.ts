// The messages of resize jobs, in English.
import type { Catalogue } from '../../../messages/message.ts';

export const messages = {
  // Options
  NOT_A_COLOUR: { text: 'Write the colour as #rrggbb.' },
  NOT_A_FOLDER_NAME: { text: 'Write one folder name.' },
  NO_FOLDER: { text: 'Choose the folder for the results.' },
  ONE_SIZE_ONLY: { text: 'Originals can be replaced by one size only.' },
  ONE_FORMAT_ONLY: { text: 'Originals can be replaced by one format only.' },
  NO_NAME: { text: 'Write a name, for example {name}-{size}.' },
  SLASH_IN_NAME: { text: 'A name can’t contain / or \\.' },
  UNKNOWN_PLACEHOLDER: { text: '{{token}} is not known here.' },
  MODE_NEEDS_SIZE: { text: '--mode {{mode}} needs --width or --height.' },

  NO_PICTURES: {
    text: 'There is no picture among these files.',
    hint: 'Dropmill reads {{formats}}.',
  },
  NO_PICTURE_MADE: {
    text: 'No picture could be resized. {{why, message}}',
    hint: 'The list of files gives each reason.',
  },
  NO_TRASH: {
    text: 'Originals can only be replaced where there is a trash.',
    hint: 'Save the results in the same folder or in another one.',
  },
  DECODER_MISSING: {
    text: 'The picture library could not be loaded: {{what}}',
    hint: 'Install Dropmill again.',
  },
  NO_MARKUP: {
    text: 'Browsers can’t show any of these results.',
    hint: 'Choose a format other than TIFF.',
  },

  // Of one picture
  ORIGINAL_CHANGED: {
    text: 'The picture was changed by another program since the job found it.',
    hint: 'It was left as it is. Try again.',
  },
  ORIGINAL_LEFT_ALONE: {
    text: '{{name}} was changed by another program and was not replaced. The result is {{result}}.',
  },
  NOT_A_PICTURE: {
    text: 'Not a supported picture, despite its extension.',
    hint: 'Dropmill reads {{formats}}.',
  },
  UNSUPPORTED_FORMAT: {
    text: '{{format}} pictures can’t be read.',
    hint: 'Save it as TIFF, PNG or JPEG in the program it comes from.',
  },
  UNSUPPORTED_KIND: {
    text: 'This kind of {{format}} picture can’t be read.',
    hint: 'Save it as TIFF, PNG or JPEG in the program it comes from.',
  },
  EMPTY_FILE: { text: 'The file is empty.', hint: 'Copy it again from where it came from.' },
  DAMAGED_PICTURE: {
    text: 'The picture is damaged or incomplete.',
    hint: 'Copy it again from where it came from.',
  },
  PICTURE_INCOMPLETE: {
    text: 'Part of the file is missing or damaged. What could not be read is grey, black or transparent in the result.',
    hint: 'Copy it again from where it came from.',
  },
  PREVIEW_ONLY: {
    text: 'Only a small preview in this TIFF can be read, not the picture itself.',
    hint: 'Save it again as a TIFF or PNG in the program it comes from.',
  },
  UNSUPPORTED_SAMPLES: {
    text: 'The TIFF has samples of the kind {{samples}}, which can’t be read here.',
    hint: 'Save it with 8 or 16 bits per channel in the program it comes from.',
  },
  SIDE_TOO_LONG: {
    text: '{{format}} holds at most {{most}} pixels in width and height. The result would have {{width}} × {{height}}.',
    hint: 'Choose a smaller size or another format.',
  },
  DOES_NOT_FIT: {
    text: 'Even at the lowest quality the picture has {{size, bytes}}, more than the {{most, bytes}} allowed.',
    hint: 'Allow more bytes, choose a smaller size, or allow smaller dimensions.',
  },
  DECODER_CRASHED: {
    text: 'Skipped, because the worker crashed twice on this picture.',
    hint: 'It may be damaged, or made to do harm. The other pictures are not affected.',
  },
  PICTURE_TOO_LARGE: {
    text: 'The picture has {{width}} × {{height}} pixels, which is more than fits into memory.',
    hint: 'Make it smaller in the program it comes from.',
  },
  ANIMATION_TOO_LARGE: {
    text: 'The animation has {{frames}} frames of {{width}} × {{height}} pixels, which is more than fits into memory.',
    hint: 'Choose a format without animation to get its first frame, or shorten it in the program it comes from.',
  },
  FILE_TOO_LARGE: {
    text: 'The file has {{size, bytes}}, which is more than fits into memory.',
    hint: 'Make it smaller in the program it comes from.',
  },
  SVG_TOO_LARGE: {
    text: 'The SVG has {{size, bytes}}. At most {{most, bytes}} can be drawn.',
    hint: 'Remove embedded pictures, or save it as a PNG in the program it comes from.',
  },
  TOO_MANY_PIXELS: {
    text: 'The picture has more pixels than can be handled.',
    hint: 'Make it smaller in the program it comes from, or choose a smaller size or another format.',
  },
  PICTURE_TOO_SLOW: {
    text: 'The picture took too long.',
    hint: 'Try it alone, or choose a smaller size or another format.',
  },
  WRONG_RESULT: {
    text: 'The result has {{width}} × {{height}} pixels and not {{wantedWidth}} × {{wantedHeight}}.',
    hint: 'Nothing was saved. Try another format.',
  },
  NOT_WRITTEN: { text: 'The result was not written completely.', hint: 'Check the disk and try again.' },

  // Why a file is skipped
  NO_PICTURE: { text: 'Not a picture.' },
  LINK: { text: 'Links are not followed.' },
  LARGER_RESULT: { text: 'The result would be larger than the original.' },

  // Notes
  FIRST_FRAME: {
    text: {
      one: '{{count}} picture has several frames. Only the first one fits the chosen format.',
      other: '{{count}} pictures have several frames. Only the first one fits the chosen format.',
    },
  },
  FLATTENED: {
    text: {
      one: '{{count}} picture has transparency. It was filled with the background colour, because JPEG has none.',
      other: '{{count}} pictures have transparency. It was filled with the background colour, because JPEG has none.',
    },
  },
  OTHER_PAGES: {
    text: {
      one: '{{count}} picture has pages of different sizes. Only the first page was used.',
      other: '{{count}} pictures have pages of different sizes. Only the first page was used.',
    },
  },
  READ_WITH_DAMAGE: {
    text: {
      one: '{{count}} picture is damaged in places and was read as far as possible. Check the result.',
      other: '{{count}} pictures are damaged in places and were read as far as possible. Check the results.',
    },
  },
  READ_IN_PART: {
    text: {
      one: 'Part of {{count}} picture could not be read, and is missing in the result. The original was left as it is.',
      other:
        'Parts of {{count}} pictures could not be read, and are missing in the results. The originals were left as they are.',
    },
  },
  METADATA_REMOVED: {
    text: {
      one: '{{count}} picture was saved without metadata, because it could not be cleaned.',
      other: '{{count}} pictures were saved without metadata, because it could not be cleaned.',
    },
  },
  SHRUNK: {
    text: {
      one: '{{count}} picture was also scaled down to fit the maximum file size.',
      other: '{{count}} pictures were also scaled down to fit the maximum file size.',
    },
  },
  METADATA_DROPPED_FOR_SIZE: {
    text: {
      one: 'Metadata of {{count}} picture was dropped to fit the maximum file size.',
      other: 'Metadata of {{count}} pictures was dropped to fit the maximum file size.',
    },
  },
  HDR_COLOURS: {
    text: {
      one: '{{count}} picture has colours of a high dynamic range, which look paler in the result.',
      other: '{{count}} pictures have colours of a high dynamic range, which look paler in the results.',
    },
  },
  EXIF_DAMAGED: {
    text: {
      one: 'Damaged EXIF data of {{count}} picture was dropped, because it could not be read.',
      other: 'Damaged EXIF data of {{count}} pictures was dropped, because it could not be read.',
    },
  },
  MAKER_NOTE_DROPPED: {
    text: {
      one: 'The camera maker’s own notes of {{count}} picture were dropped, because they could not be cleaned or kept in this format.',
      other:
        'The camera maker’s own notes of {{count}} pictures were dropped, because they could not be cleaned or kept in this format.',
    },
  },
  XMP_DAMAGED: {
    text: {
      one: 'Damaged XMP data of {{count}} picture was dropped, because it could not be cleaned.',
      other: 'Damaged XMP data of {{count}} pictures was dropped, because it could not be cleaned.',
    },
  },
  XMP_SECOND_PART_DROPPED: {
    text: {
      one: 'The second part of the XMP data of {{count}} picture was dropped. Only the first part is kept.',
      other: 'The second part of the XMP data of {{count}} pictures was dropped. Only the first part is kept.',
    },
  },
  METADATA_TOO_LARGE: {
    text: {
      one: 'Metadata of {{count}} picture was dropped, because it is too large for the chosen format.',
      other: 'Metadata of {{count}} pictures was dropped, because it is too large for the chosen format.',
    },
  },
  EXIF_DROPPED: {
    text: {
      one: 'EXIF data of {{count}} picture was dropped, because the chosen format cannot hold it.',
      other: 'EXIF data of {{count}} pictures was dropped, because the chosen format cannot hold it.',
    },
  },
  XMP_DROPPED: {
    text: {
      one: 'XMP data of {{count}} picture was dropped, because the chosen format cannot hold it.',
      other: 'XMP data of {{count}} pictures was dropped, because the chosen format cannot hold it.',
    },
  },
  IPTC_DROPPED: {
    text: {
      one: 'IPTC data of {{count}} picture was dropped, because it is damaged or the chosen format cannot hold it.',
      other: 'IPTC data of {{count}} pictures was dropped, because it is damaged or the chosen format cannot hold it.',
    },
  },
  COMMENTS_DROPPED: {
    text: {
      one: 'Comments of {{count}} picture were dropped. They are kept only when the format stays the same.',
      other: 'Comments of {{count}} pictures were dropped. They are kept only when the format stays the same.',
    },
  },
  DENSITY_DROPPED: {
    text: {
      one: 'The density (pixels per inch) of {{count}} picture was dropped, because the chosen format cannot hold it.',
      other:
        'The density (pixels per inch) of {{count}} pictures was dropped, because the chosen format cannot hold it.',
    },
  },
  GAIN_MAP_DROPPED: {
    text: {
      one: 'The HDR gain map of {{count}} picture was dropped. The result shows the standard range.',
      other: 'The HDR gain map of {{count}} pictures was dropped. The result shows the standard range.',
    },
  },
  MOTION_DROPPED: {
    text: {
      one: 'The film or sound of {{count}} picture was dropped. The result is a still picture.',
      other: 'The film or sound of {{count}} pictures was dropped. The result is a still picture.',
    },
  },
  DEPTH_MAP_DROPPED: {
    text: {
      one: 'The depth map of {{count}} picture was dropped.',
      other: 'The depth map of {{count}} pictures was dropped.',
    },
  },
  PANORAMA_DROPPED: {
    text: {
      one: 'The panorama data of {{count}} picture was dropped, because cropping or turning made it wrong.',
      other: 'The panorama data of {{count}} pictures was dropped, because cropping or turning made it wrong.',
    },
  },
  FACES_DROPPED: {
    text: {
      one: 'The marked faces of {{count}} picture were dropped, because cropping or turning made them wrong.',
      other: 'The marked faces of {{count}} pictures were dropped, because cropping or turning made them wrong.',
    },
  },
  FURTHER_DATA_DROPPED: {
    text: {
      one: '{{count}} picture also held data such as layers, temperatures or Content Credentials, which was dropped.',
      other:
        '{{count}} pictures also held data such as layers, temperatures or Content Credentials, which was dropped.',
    },
  },
  UNKNOWN_DATA_DROPPED: {
    text: {
      one: 'Data of {{count}} picture that only some camera or program can read was dropped.',
      other: 'Data of {{count}} pictures that only some camera or program can read was dropped.',
    },
  },
  PROFILE_DROPPED: {
    text: {
      one: 'The colour profile of {{count}} picture was dropped, because its texts tell a place. The colours were converted to sRGB.',
      other:
        'The colour profiles of {{count}} pictures were dropped, because their texts tell a place. The colours were converted to sRGB.',
    },
  },
  GEO_TIFF_DROPPED: {
    text: {
      one: 'The map reference (GeoTIFF) of {{count}} picture was dropped.',
      other: 'The map reference (GeoTIFF) of {{count}} pictures was dropped.',
    },
  },
  TIFF_TAGS_DROPPED: {
    text: {
      one: 'Further tags of {{count}} TIFF were dropped. They are kept only from TIFF to TIFF, and only those of the first page.',
      other:
        'Further tags of {{count}} TIFFs were dropped. They are kept only from TIFF to TIFF, and only those of the first page.',
    },
  },
} as const satisfies Catalogue;

type ResizeTexts = typeof messages;

declare module '../../../messages/codes.ts' {
  interface KnownTexts extends ResizeTexts {}
}
