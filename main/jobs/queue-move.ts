// Moving jobs in the queue.

/** Those that move go in front of one that stays, in the order they had. */
export function reordered<J extends { readonly spec: { readonly id: string } }>(
  jobs: readonly J[],
  ids: ReadonlySet<string>,
  before: string | null,
): J[] {
  const moving = jobs.filter((job) => ids.has(job.spec.id));
  const staying = jobs.filter((job) => !ids.has(job.spec.id));
  const found = staying.findIndex((job) => job.spec.id === before);
  const place = before === null ? staying.length : Math.max(0, found);
  return staying.toSpliced(place, 0, ...moving);
}
