// The details of a job, item by item.
import { memo, useEffect, useMemo, useState } from 'react';
import { type Key, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { ITEM_STATES, type ItemState, type JobRecord } from '../../../main/contract/jobs.ts';
import { IconButton } from '../../components/button.tsx';
import { FailureLine } from '../../components/failure-line.tsx';
import { ChoiceInput } from '../../components/fields/fields.tsx';
import { SearchInput } from '../../components/fields/search-input.tsx';
import { FittingFacts } from '../../components/fitting-facts.tsx';
import { CrossIcon, GridIcon, ListIcon } from '../../components/icons.tsx';
import tabs from '../../components/tabs.module.css';
import { useWords } from '../../i18n/use-words.ts';
import { closeDetails } from '../../keep-focus.ts';
import { useFormat, useJobType } from '../../stores/app-store.ts';
import { isEnded } from '../../stores/jobs/job-states.ts';
import { resultOf } from '../../stores/jobs/jobs-state.ts';
import { useRecord, useShownState } from '../../stores/jobs/jobs-store.ts';
import { useWindow } from '../../stores/window-store.ts';
import { infoFacts, stateText } from '../job-list/job-texts.ts';
import styles from './details.module.css';
import { ItemGrid } from './item-grid.tsx';
import { ItemList } from './item-list.tsx';
import { useItemView } from './item-view-store.ts';
import { ResultActions, UndoReport } from './result-actions.tsx';
import { SkippedList } from './skipped-list.tsx';
import { type ItemFilter, useItems } from './use-items.ts';

export function JobDetails({ id }: { readonly id: string }) {
  const { t, say } = useWords();
  const record = useRecord(id);
  const ready = useNextFrame();
  const close = useWindow((state) => state.openDetails);
  const missing = record === undefined;
  useEffect(() => {
    if (missing) close(null);
  }, [missing, close]);
  if (!record) return null;
  return (
    <section className={styles.details} aria-label={t('details.label', { title: record.title })}>
      <DetailsHead record={record} onClose={() => closeDetails(id)} />
      {record.error && <FailureLine sentence={say(record.error)} />}
      <UndoReport record={record} />
      {record.notes.map((note) => (
        <p key={`${note.code} ${say(note).text}`} className={styles.noteLine}>
          {say(note).text}
        </p>
      ))}
      {ready && <DetailsTabs record={record} />}
    </section>
  );
}

/** False in the first frame: the head answers the click, and the heavier rest follows it. */
function useNextFrame(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setReady(true));
    return () => cancelAnimationFrame(frame);
  }, []);
  return ready;
}

function DetailsHead({ record, onClose }: { readonly record: JobRecord; readonly onClose: () => void }) {
  const words = useWords();
  const { t, format } = words;
  const shown = useShownState(record.id) ?? record.state;
  const before = useRecord(record.follows ?? '');
  const facts = [
    { text: stateText(words, resultOf(record, shown)) },
    ...(shown === 'failed' || record.undo ? [] : infoFacts(words, { ...record, skipped: [] }, shown)),
    { text: before ? t('next.follows', { title: before.title }) : '', isSentence: true },
    {
      text:
        record.endedAt === null
          ? t('details.submitted', { time: format.time(record.submittedAt) })
          : t('details.ended', { time: format.time(record.endedAt) }),
    },
  ];
  return (
    <header className={styles.head}>
      <h2 className={styles.title} title={record.title}>
        {record.title}
      </h2>
      <p className={styles.facts}>
        <FittingFacts facts={facts} />
      </p>
      <div className={styles.actions}>
        <ResultActions record={record} />
        <IconButton name={t('details.close')} shortcut={t('help.escape')} onPress={onClose}>
          <CrossIcon />
        </IconButton>
      </div>
    </header>
  );
}

function DetailsTabs({ record }: { readonly record: JobRecord }) {
  const { t } = useWords();
  const format = useFormat();
  const [chosen, setChosen] = useState<{ readonly id: string; readonly tab: Key }>();
  if (record.skippedCount === 0) return <Items id={record.id} title={record.title} />;
  const empty = isEnded(record.state) && record.progress.filesTotal === 0;
  const tab = chosen?.id === record.id ? chosen.tab : empty ? 'skipped' : 'files';
  return (
    <Tabs
      className={styles.tabs ?? ''}
      selectedKey={tab}
      onSelectionChange={(key) => setChosen({ id: record.id, tab: key })}
    >
      <TabList aria-label={t('job.details')} className={tabs.tabList ?? ''}>
        <Tab id="files" className={tabs.tab ?? ''}>
          {t('details.files')}
        </Tab>
        <Tab id="skipped" className={tabs.tab ?? ''}>
          {t('details.skipped')} <span className={tabs.badge}>{format.count(record.skippedCount)}</span>
        </Tab>
      </TabList>
      <TabPanel id="files" className={`${tabs.tabPanel} ${styles.tabPanel}`}>
        <Items id={record.id} title={record.title} />
      </TabPanel>
      <TabPanel id="skipped" className={`${tabs.tabPanel} ${styles.tabPanel}`}>
        <SkippedList record={record} />
      </TabPanel>
    </Tabs>
  );
}

function Items({ id, title }: { readonly id: string; readonly title: string }) {
  const [state, setState] = useState<ItemState | undefined>(undefined);
  const [search, setSearch] = useState('');
  const filter = useMemo(() => ({ state, search }), [state, search]);
  return (
    <div className={styles.items}>
      <div className={styles.filter}>
        <Search value={search} onChange={setSearch} />
        <StateFilter value={state} onChange={setState} />
        <ViewButton id={id} />
      </div>
      <FilteredItems key={id} id={id} title={title} filter={filter} />
    </div>
  );
}

/** How the files of a job are seen: those that are no pictures always as lines. */
function useView(id: string): 'list' | 'grid' | null {
  const view = useItemView((state) => state.view);
  const type = useRecord(id)?.type ?? '';
  return useJobType(type)?.pictures ? view : null;
}

function ViewButton({ id }: { readonly id: string }) {
  const { t } = useWords();
  const view = useView(id);
  const change = useItemView((state) => state.change);
  if (view === null) return null;
  const isGrid = view === 'grid';
  return (
    <IconButton name={t(isGrid ? 'details.asList' : 'details.asGrid')} onPress={() => change(isGrid ? 'list' : 'grid')}>
      {isGrid ? <ListIcon /> : <GridIcon />}
    </IconButton>
  );
}

interface SearchProps {
  readonly value: string;
  readonly onChange: (search: string) => void;
}

const Search = memo(function Search({ value, onChange }: SearchProps) {
  const { t } = useWords();
  return <SearchInput label={t('details.search')} value={value} onChange={onChange} isMain />;
});

interface StateFilterProps {
  readonly value: ItemState | undefined;
  readonly onChange: (state: ItemState | undefined) => void;
}

/** Not drawn with each letter that is typed beside it. */
const StateFilter = memo(function StateFilter({ value, onChange }: StateFilterProps) {
  const { t } = useWords();
  const options = [
    { key: 'all', label: t('details.all') },
    ...ITEM_STATES.map((key) => ({ key, label: t(`item.${key}`) })),
  ];
  return (
    <div className={styles.stateFilter}>
      <ChoiceInput
        label={t('details.state')}
        hideLabel
        options={options}
        value={value ?? 'all'}
        onChange={(key) => onChange(ITEM_STATES.find((one) => one === key))}
      />
    </div>
  );
});

function FilteredItems({ id, title, filter }: { readonly id: string; readonly title: string; filter: ItemFilter }) {
  const { t } = useWords();
  const { found, show } = useItems(id, filter);
  const view = useView(id);
  const undone = useRecord(id)?.undo !== undefined;
  if (found.pages.total === 0) {
    const filtered = found.filter.state !== undefined || found.filter.search !== '';
    return <p className={styles.none}>{t(filtered ? 'details.noneMatch' : 'details.none')}</p>;
  }
  if (view === 'grid') return <ItemGrid job={id} found={found} show={show} name={title} />;
  return <ItemList job={id} idle={undone} found={found} show={show} name={title} />;
}
