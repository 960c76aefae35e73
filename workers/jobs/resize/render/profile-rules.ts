// Decides which results keep the profile of their original. In all others, the pixels are converted to sRGB.

import { type OutputFormat, writerOf } from '../formats.ts';
import type { ResizeOptions } from '../options.ts';
import type { PictureFacts } from '../read/facts.ts';

export interface ResultColours {
  /** Whether it has 16 bits per sample. */
  readonly deep: boolean;
  /** Whether it has one channel and perhaps alpha. */
  readonly grey: boolean;
  readonly cmyk: boolean;
  readonly keepsProfile: boolean;
}

export interface ColourParts {
  readonly facts: PictureFacts;
  readonly options: Pick<ResizeOptions, 'colours' | 'background' | 'mode'>;
  readonly format: OutputFormat;
}

/** @param fills whether the background colour is in the picture */
export function resultColours({ facts, options, format }: ColourParts, fills: boolean): ResultColours {
  const { holds } = writerOf(format);
  const keeps = options.colours === 'keep';
  const wasGrey = isGrey(facts);
  const grey = wasGrey && holds.grey && !(fills && isColourful(options.background));
  const cmyk = keeps && facts.space === 'cmyk' && holds.cmyk;
  // A grey profile is for one channel, and a CMYK profile for four.
  const fits = facts.space === 'cmyk' ? cmyk : wasGrey === grey;
  return {
    deep: facts.depth === 2 && holds.deep,
    grey,
    cmyk,
    keepsProfile: keeps && fits && holds.profile,
  };
}

/** The colours that are enough for all sizes of a result: the background may add colour to some of them. */
export function mostColours(parts: ColourParts): ResultColours {
  const { facts, options, format } = parts;
  const flattens = facts.alpha && !writerOf(format).holds.alpha;
  return resultColours(parts, flattens || options.mode === 'pad');
}

export function isGrey({ space }: Pick<PictureFacts, 'space'>): boolean {
  return space === 'b-w' || space === 'grey16';
}

function isColourful(background: string): boolean {
  const [red, green, blue] = [background.slice(1, 3), background.slice(3, 5), background.slice(5, 7)];
  return red.toLowerCase() !== green.toLowerCase() || green.toLowerCase() !== blue.toLowerCase();
}
