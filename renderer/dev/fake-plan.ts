// A plan for the development page.
import type { JobPlan } from '../../main/contract/plan.ts';

const names = Array.from({ length: 40 }, (_, n) => `IMG_${1001 + n}.jpg`);

export const fakePlan: JobPlan = {
  files: 42,
  bytes: 131_000_000,
  counted: true,
  complete: true,
  folder: '/home/ada/Pictures/Holiday in the mountains',
  outputs: names.map((name, n) => ({ name, fate: n % 9 === 4 ? 'numbered' : 'new', original: { index: n, id: name } })),
  fates: { new: 36, numbered: 4, replaces: 0, original: 0, skipped: 0 },
  unseen: 0,
  skipped: [{ path: '/home/ada/Pictures/Holiday in the mountains/notes.txt', code: 'EACCES' }],
  skippedCount: 1,
  notes: [],
  need: { bytes: 31_000_000, kind: 'about' },
  next: null,
  asks: [],
  contents: null,
  free: 52_000_000_000,
};
