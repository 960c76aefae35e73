// The watched folders: the list of them, and the form that adds one.
import { type RefObject, useRef, useState } from 'react';
import type { JobTypeInfo } from '../../../main/contract/api.ts';
import { WATCH_QUIET_MS, type WatchedFolder } from '../../../main/contract/watch.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { ChoiceInput, SwitchInput } from '../../components/fields/fields.tsx';
import { useFocusAfterRemoval } from '../../components/focus-after-removal.ts';
import { CrossIcon, FolderIcon, TypeIcon } from '../../components/icons.tsx';
import { Sheet, SheetButtons, SheetContent } from '../../components/overlays/sheet.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useTypeTexts } from '../../job-types/use-type-texts.ts';
import { useFormat, useJobType, useJobTypes } from '../../stores/app-store.ts';
import { removeWatch, turnWatch, useWatches, watchFolder } from '../../stores/watch-store.ts';
import { useWindow } from '../../stores/window-store.ts';
import { useSummary } from '../drop-zone/use-summary.ts';
import styles from './watch.module.css';

export function WatchSheet() {
  const { t, language } = useWords();
  const open = useWindow((state) => state.sheet === 'watch');
  const { openSheet } = useWindow.getState();
  const choose = useRef<HTMLButtonElement>(null);
  return (
    <Sheet title={t('watch.title')} open={open} onOpenChange={(next) => openSheet(next ? 'watch' : null)} width={520}>
      <SheetContent>
        <div className={styles.parts}>
          <p className={styles.help}>{t('watch.help', { time: inSeconds(WATCH_QUIET_MS, language) })}</p>
          <Folders instead={choose} />
          <NewFolder button={choose} />
        </div>
      </SheetContent>
      <SheetButtons>
        <Button look="primary" onPress={() => openSheet(null)}>
          {t('settings.close')}
        </Button>
      </SheetButtons>
    </Sheet>
  );
}

/** In the language of the sentence that it is in: "2 seconds". */
function inSeconds(ms: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(ms / 1000);
}

/** @param instead has the focus when the last folder is gone */
function Folders({ instead }: { readonly instead: RefObject<HTMLElement | null> }) {
  const { t } = useWords();
  const folders = useWatches((state) => state.folders);
  const list = useRef<HTMLUListElement>(null);
  const removed = useFocusAfterRemoval(list, folders, instead);
  if (folders.length === 0) return null;
  return (
    <ul ref={list} className={styles.folders} aria-label={t('watch.title')}>
      {folders.map((folder, index) => (
        <Folder key={folder.id} folder={folder} onRemove={() => removed(index)} />
      ))}
    </ul>
  );
}

interface FolderProps {
  readonly folder: WatchedFolder;
  readonly onRemove: () => void;
}

function Folder({ folder: { id, type, name, on, problem }, onRemove }: FolderProps) {
  const { t, say } = useWords();
  const info = useJobType(type);
  const texts = useTypeTexts(type);
  const sentence = problem && say(problem);
  return (
    <li className={styles.folder}>
      {info && <TypeIcon path={info.icon} size={18} />}
      <div className={styles.what}>
        <SwitchInput
          label={t('watch.folder', { type: texts.name, name })}
          value={on}
          onChange={(next) => void turnWatch(id, next)}
          help={sentence ? [sentence.text, sentence.hint].filter(Boolean).join(' ') : undefined}
        />
      </div>
      <IconButton
        name={t('watch.remove', { name })}
        onPress={() => {
          onRemove();
          void removeWatch(id);
        }}
      >
        <CrossIcon />
      </IconButton>
    </li>
  );
}

function NewFolder({ button }: { readonly button: RefObject<HTMLButtonElement | null> }) {
  const { t, language } = useWords();
  const types = useJobTypes();
  const [chosen, choose] = useState<string>();
  // A folder is mostly watched for one kind of files.
  const special = types.find(({ accepts }) => accepts !== 'anything');
  const info = types.find(({ type }) => type === chosen) ?? special ?? types[0];
  const nameOf = ({ texts, type }: JobTypeInfo) => texts[language]?.name ?? type;
  return (
    <section className={styles.add} aria-label={t('watch.addTitle')}>
      <h3 className={styles.heading}>{t('watch.addTitle')}</h3>
      <div className={styles.row}>
        <ChoiceInput
          label={t('watch.what')}
          hideLabel
          options={types.map((one) => ({ key: one.type, label: nameOf(one) }))}
          value={info?.type ?? ''}
          onChange={choose}
        />
        <Button ref={button} onPress={() => info && void watchFolder(info.type)}>
          <FolderIcon />
          {t('options.chooseFolder')}
        </Button>
      </div>
      {info && <PresentOptions info={info} />}
    </section>
  );
}

/** The new folder gets the options that the card has now. */
function PresentOptions({ info }: { readonly info: JobTypeInfo }) {
  const { t } = useWords();
  const { list } = useFormat();
  return <p className={styles.help}>{t('watch.options', { options: list(useSummary(info)) })}</p>;
}
