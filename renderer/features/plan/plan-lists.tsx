// The names a plan would write, and what it would skip: the first of each.
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { Skip } from '../../../main/contract/jobs.ts';
import type { JobPlan, PlannedOutput } from '../../../main/contract/plan.ts';
import { FileIcon } from '../../components/icons.tsx';
import tabs from '../../components/tabs.module.css';
import { useWords } from '../../i18n/use-words.ts';
import { ContentsPanel } from '../contents/contents-panel.tsx';
import type { Contents } from '../contents/use-contents.ts';
import { Thumbnail } from '../thumbnails/thumbnail.tsx';
import styles from './plan.module.css';
import { writtenCount } from './plan-texts.ts';
import { PreviewPanel } from './preview/preview-panel.tsx';

interface PlanListsProps {
  /** The window's name for the plan. */
  readonly id: string;
  /** Of the job. */
  readonly type: string;
  readonly plan: JobPlan;
  /** Of inputs that hold entries to choose from. */
  readonly contents: Contents | null;
}

export function PlanLists({ id, type, plan, contents }: PlanListsProps) {
  const { t, format } = useWords();
  const written = writtenCount(plan) + plan.fates.skipped;
  const names = contents?.counts?.of ?? written;
  if (names + plan.skippedCount === 0) return null;
  const hasPictures = plan.outputs.some(({ original }) => original !== undefined);
  return (
    <Tabs
      className={styles.tabs ?? ''}
      defaultSelectedKey={names > 0 || contents ? (hasPictures ? 'preview' : 'names') : 'skipped'}
    >
      <TabList aria-label={t('plan.lists')} className={tabs.tabList ?? ''}>
        {hasPictures && (
          <Tab id="preview" className={tabs.tab ?? ''}>
            {t('preview.tab')}
          </Tab>
        )}
        <Tab id="names" className={tabs.tab ?? ''} isDisabled={names === 0 && !contents}>
          {t(contents ? 'contents.tab' : 'plan.names')} <span className={tabs.badge}>{format.count(names)}</span>
        </Tab>
        <Tab id="skipped" className={tabs.tab ?? ''} isDisabled={plan.skippedCount === 0}>
          {t('details.skipped')} <span className={tabs.badge}>{format.count(plan.skippedCount)}</span>
        </Tab>
      </TabList>
      {hasPictures && (
        <TabPanel id="preview" className={`${tabs.tabPanel} ${styles.tabPanel} ${styles.live}`}>
          <PreviewPanel type={type} id={id} plan={plan} />
        </TabPanel>
      )}
      <TabPanel id="names" className={`${tabs.tabPanel} ${styles.tabPanel}`}>
        {contents ? <ContentsPanel contents={contents} /> : <Names id={id} outputs={plan.outputs} total={names} />}
      </TabPanel>
      <TabPanel id="skipped" className={`${tabs.tabPanel} ${styles.tabPanel}`}>
        <Skipped skipped={plan.skipped} total={plan.skippedCount} />
      </TabPanel>
    </Tabs>
  );
}

interface NamesProps {
  readonly id: string;
  readonly outputs: readonly PlannedOutput[];
  readonly total: number;
}

function Names({ id, outputs, total }: NamesProps) {
  const { t } = useWords();
  const hasPictures = outputs.some(({ original }) => original !== undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
    <ul className={styles.list} tabIndex={0} aria-label={t('plan.names')}>
      {outputs.map(({ name, fate, original }) => (
        <li key={name} className={styles.row} data-picture={hasPictures || undefined}>
          {hasPictures && (
            <Thumbnail
              picture={original ? { of: 'original', plan: id, index: original.index } : null}
              size="row"
              version={id}
              {...(original && { identity: original.id })}
              lazy
              fallback={<FileIcon />}
            />
          )}
          <span className={styles.name} title={name}>
            {name}
          </span>
          {fate !== 'new' && (
            <span className={styles.fate} data-fate={fate}>
              {t(`plan.fate.${fate}`)}
            </span>
          )}
        </li>
      ))}
      <Rest count={total - outputs.length} />
    </ul>
  );
}

function Skipped({ skipped, total }: { readonly skipped: readonly Skip[]; readonly total: number }) {
  const { t, say } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
    <ul className={styles.list} tabIndex={0} aria-label={t('details.skipped')}>
      {skipped.map(({ path, ...skip }) => (
        <li key={`${path}/${skip.code}`} className={styles.row}>
          <span className={styles.name} title={path}>
            {path}
          </span>
          <span className={styles.fate}>{say(skip).text}</span>
        </li>
      ))}
      <Rest count={total - skipped.length} />
    </ul>
  );
}

function Rest({ count }: { readonly count: number }) {
  const { t, format } = useWords();
  if (count <= 0) return null;
  return <li className={styles.rest}>{t('details.more', { count, formatted: format.count(count) })}</li>;
}
