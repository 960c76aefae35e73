// Where a picture is in the stage that shows a part of it. Pure.

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface View {
  /** Pixels of the screen for each of the picture; null: all of it is in sight. */
  readonly zoom: number | null;
  /** What of the picture is in the middle of the stage, 0..1. */
  readonly centre: Point;
}

export interface Stage {
  /** In CSS pixels. */
  readonly size: Size;
  /** In its own pixels. */
  readonly picture: Size;
  /** Pixels of the screen for each CSS pixel. */
  readonly density: number;
}

/** In CSS pixels, from the stage's corner. */
export interface Place extends Size {
  readonly left: number;
  readonly top: number;
}

export const FIT: View = { zoom: null, centre: { x: 0.5, y: 0.5 } };

const MAX_ZOOM = 8;

/** As large as the stage has room for, and not larger than the picture is. */
function fitZoom({ size, picture, density }: Stage): number {
  const room = Math.min(size.width / picture.width, size.height / picture.height) * density;
  return Math.min(1, room || 1);
}

export function zoomOf(view: View, stage: Stage): number {
  return view.zoom ?? fitZoom(stage);
}

export function placeOf(view: View, stage: Stage): Place {
  const scale = zoomOf(view, stage) / stage.density;
  const width = stage.picture.width * scale;
  const height = stage.picture.height * scale;
  const { x, y } = kept(view.centre, { width, height }, stage.size);
  return { width, height, left: stage.size.width / 2 - x * width, top: stage.size.height / 2 - y * height };
}

/** Nothing beside the picture comes into sight while there is more of it. */
function kept(centre: Point, picture: Size, stage: Size): Point {
  const within = (value: number, length: number, room: number) => {
    if (length <= room) return 0.5;
    const edge = room / 2 / length;
    return Math.min(1 - edge, Math.max(edge, value));
  };
  return {
    x: within(centre.x, picture.width, stage.width),
    y: within(centre.y, picture.height, stage.height),
  };
}

/** @param at what stays where it is, in CSS pixels from the stage's corner. @default its middle */
export function zoomTo(view: View, stage: Stage, zoom: number, at: Point = middle(stage.size)): View {
  const least = fitZoom(stage);
  const next = Math.min(MAX_ZOOM, Math.max(least, zoom));
  const before = placeOf(view, stage);
  const x = (at.x - before.left) / before.width;
  const y = (at.y - before.top) / before.height;
  const scale = next / stage.density;
  const from = middle(stage.size);
  const centre = {
    x: x + (from.x - at.x) / (stage.picture.width * scale),
    y: y + (from.y - at.y) / (stage.picture.height * scale),
  };
  return settled({ zoom: next <= least ? null : next, centre }, stage);
}

/** @param by CSS pixels that the picture moves */
export function pan(view: View, stage: Stage, by: Point): View {
  const { width, height } = placeOf(view, stage);
  const { x, y } = centreOf(view, stage);
  return settled({ ...view, centre: { x: x - by.x / width, y: y - by.y / height } }, stage);
}

/** With the centre that is really shown, so that moving back has an effect at once. */
function settled(view: View, stage: Stage): View {
  return { ...view, centre: centreOf(view, stage) };
}

function centreOf(view: View, stage: Stage): Point {
  const { left, top, width, height } = placeOf(view, stage);
  const { x, y } = middle(stage.size);
  return { x: (x - left) / width, y: (y - top) / height };
}

function middle({ width, height }: Size): Point {
  return { x: width / 2, y: height / 2 };
}
