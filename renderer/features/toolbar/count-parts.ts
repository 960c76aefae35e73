// How many jobs are in each state: "2 running", "3 waiting", "1 finished".
import type { TFunction } from 'i18next';
import type { Format } from '../../format/format.ts';
import type { Overall } from '../../stores/jobs/overall.ts';

export function countParts(t: TFunction, format: Format, overall: Overall): string[] {
  const { running, waiting, paused, interrupted, finished, incomplete, undoing, undone, cancelled, failed } = overall;
  const some = (count: number, text: string) => (count > 0 ? text : '');
  const values = (count: number) => ({ count, formatted: format.count(count) });
  return [
    some(running, t('toolbar.running', values(running))),
    some(paused, t('toolbar.paused', values(paused))),
    some(interrupted, t('toolbar.interrupted', values(interrupted))),
    some(waiting, t('toolbar.waiting', values(waiting))),
    some(finished, t('toolbar.finished', values(finished))),
    some(incomplete, t('toolbar.incomplete', values(incomplete))),
    some(undoing, t('toolbar.undoing', values(undoing))),
    some(undone, t('toolbar.undone', values(undone))),
    some(cancelled, t('toolbar.cancelled', values(cancelled))),
    some(failed, t('toolbar.failed', values(failed))),
  ];
}
