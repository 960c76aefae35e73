// The pictures of a plan, which stay while the next plan of the same files grows.
import { useState } from 'react';
import type { JobPlan, PlannedOriginal } from '../../../../main/contract/plan.ts';

export interface PlannedPicture {
  readonly name: string;
  /** The window's name for the plan in which the original has its index. */
  readonly plan: string;
  readonly original: PlannedOriginal;
}

interface Seen {
  readonly of: JobPlan | null;
  readonly pictures: readonly PlannedPicture[];
}

/** @param id the window's name for the plan */
export function usePictures(id: string, plan: JobPlan): readonly PlannedPicture[] {
  const [seen, setSeen] = useState<Seen>({ of: null, pictures: [] });
  if (seen.of === plan) return seen.pictures;
  const pictures = nextPictures(seen.pictures, id, plan);
  setSeen({ of: plan, pictures });
  return pictures;
}

/**
 * Each once, under the name of its first result. Those of the plan before stay where they are until a plan that is complete
 * has them no more: the one that is looked at must not go away and come back.
 */
export function nextPictures(
  before: readonly PlannedPicture[],
  plan: string,
  { outputs, complete }: Pick<JobPlan, 'outputs' | 'complete'>,
): readonly PlannedPicture[] {
  const pictures = new Map<string, PlannedPicture>();
  for (const { name, original } of outputs) {
    if (original && !pictures.has(original.id)) pictures.set(original.id, { name, plan, original });
  }
  if (complete || before.length === 0) return [...pictures.values()];
  const kept = before.map((picture) => pictures.get(picture.original.id) ?? picture);
  for (const { original } of kept) pictures.delete(original.id);
  return [...kept, ...pictures.values()];
}
