// A small picture in a box of a fixed size. It says nothing: the words beside it do.
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { PictureRef } from '../../../main/contract/pictures.ts';
import styles from './thumbnail.module.css';
import type { Shown } from './thumbnail-cache.ts';
import { thumbnails } from './thumbnails.ts';

/** CSS pixels of the longest edge. What fills a square box is cut to it, so it is longer than the box is wide. */
const EDGES = { row: 54, strip: 80, tile: 128 } as const;

/** Not of each density there is: a picture is kept by its size, and would be made anew for each step of the zoom. */
const density = () => (window.devicePixelRatio > 1 ? 2 : 1);

interface ThumbnailProps {
  /** Null: there is none, and the fallback is shown. */
  readonly picture: PictureRef | null;
  readonly size: keyof typeof EDGES;
  /** A picture that was not there is asked for again when this changes. */
  readonly version?: string;
  /** The same file for different references. @default the reference */
  readonly identity?: string;
  /** Asked for when it is scrolled into sight; where only rows in sight exist, that is not needed. */
  readonly lazy?: boolean;
  /** Instead of a picture that is not there. */
  readonly fallback?: ReactNode;
}

export function Thumbnail({ picture, size, version = '', identity, lazy = false, fallback }: ThumbnailProps) {
  const box = useRef<HTMLSpanElement>(null);
  const isInSight = useInSight(box, lazy);
  const shown = useThumbnail(isInSight ? picture : null, { edge: EDGES[size] * density(), version, identity });
  const isMissing = picture === null || shown?.picture === null;
  return (
    <span ref={box} className={styles.box} data-size={size} data-empty={isMissing || undefined}>
      {isMissing ? fallback : <Drawn picture={shown?.picture ?? null} alpha={shown?.alpha === true} />}
    </span>
  );
}

interface DrawnProps {
  /** Encoded. Null: there is none yet. */
  readonly picture: Blob | null;
  readonly alpha: boolean;
}

/**
 * An image element would leave the decoded pixels behind when it shows another picture, some 100 KB each, until the garbage
 * is collected; a canvas gives them back at once. It stays when its box is reused for another picture.
 */
function Drawn({ picture, alpha }: DrawnProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const target = canvas.current;
    if (target && picture) return draw(picture, target);
  }, [picture]);
  return <canvas ref={canvas} className={styles.picture} data-alpha={alpha || undefined} />;
}

/** It is visible as soon as it is drawn. Returns what empties it again. */
function draw(picture: Blob, canvas: HTMLCanvasElement): () => void {
  let isOver = false;
  void createImageBitmap(picture).then((bitmap) => {
    if (!isOver) {
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      canvas.getContext('2d', IN_MEMORY)?.drawImage(bitmap, 0, 0);
      canvas.toggleAttribute('data-drawn', true);
    }
    bitmap.close();
  }, nothing);
  return () => {
    isOver = true;
    canvas.toggleAttribute('data-drawn', false);
    canvas.width = 0;
    canvas.height = 0;
  };
}

/** Without a texture and a layer of its own for each of dozens. */
const IN_MEMORY: CanvasRenderingContext2DSettings = { willReadFrequently: true };

interface How {
  readonly edge: number;
  readonly version: string;
  readonly identity: string | undefined;
}

function useThumbnail(picture: PictureRef | null, { edge, version, identity }: How): Shown | undefined {
  const key = picture && `${identity ?? nameOf(picture)}/${edge}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: key and version say which picture it is
  const subscribe = useCallback(
    (listener: () => void) =>
      key === null || picture === null ? nothing : thumbnails.want(key, { picture, edge, version }, listener),
    [key, version],
  );
  return useSyncExternalStore(subscribe, () => (key === null ? undefined : thumbnails.get(key)));
}

/** Once and for all: what has come stays in the cache anyway. */
function useInSight(box: RefObject<HTMLElement | null>, lazy: boolean): boolean {
  const [isInSight, setInSight] = useState(!lazy);
  useEffect(() => {
    if (isInSight || !box.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setInSight(true);
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box, isInSight]);
  return isInSight;
}

function nothing(): void {}

function nameOf(picture: PictureRef): string {
  switch (picture.of) {
    case 'job':
      return `job/${picture.id}`;
    case 'item':
      return `item/${picture.id}/${picture.item}`;
    case 'original':
      return `original/${picture.plan}/${picture.index}`;
  }
}
