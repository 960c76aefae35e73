// Fetches the two previews of a picture as bytes and shows them by blob URLs, which end with the sheet.
import { useEffect, useState } from 'react';
import { MAX_PREVIEW_EDGE_PX } from '../../../main/contract/limits.ts';
import type { Preview, PreviewRequest } from '../../../main/contract/pictures.ts';
import type { UserError } from '../../../main/contract/result.ts';
import { api } from '../../bridge.ts';
import type { Compared } from './compare-store.ts';

export interface Side extends Omit<Preview, 'data' | 'mime'> {
  readonly url: string;
}

export interface Previews {
  readonly before: Side | null;
  readonly after: Side | null;
  readonly error: UserError | null;
}

const none: Previews = { before: null, after: null, error: null };

export function usePreviews({ job, item }: Compared): Previews {
  const [previews, setPreviews] = useState(none);
  useEffect(() => {
    const urls: string[] = [];
    let alive = true;
    const load = async (side: PreviewRequest['side']) => {
      const answer = await api().preview({ id: job, item, side, edge: MAX_PREVIEW_EDGE_PX });
      if (!alive) return;
      if (!answer.ok) {
        setPreviews((before) => ({ ...before, error: answer.error }));
        return;
      }
      const { data, mime, ...facts } = answer.value;
      const url = URL.createObjectURL(new Blob([data], { type: mime }));
      urls.push(url);
      setPreviews((before) => ({ ...before, [side]: { ...facts, url } }));
    };
    void load('before');
    void load('after');
    return () => {
      alive = false;
      for (const url of urls) URL.revokeObjectURL(url);
    };
  }, [job, item]);
  return previews;
}
