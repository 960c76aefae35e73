// One drop target per job type, side by side: the whole of the empty window, or an overlay over a filled one.
import { memo } from 'react';
import type { JobTypeInfo } from '../../../main/contract/api.ts';
import { Button } from '../../components/button.tsx';
import { FactLine } from '../../components/fact-line.tsx';
import { TypeIcon } from '../../components/icons.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { takesFolders } from '../../job-types/suggest.ts';
import { useTypeTexts } from '../../job-types/use-type-texts.ts';
import { chooseAndSubmit } from '../../stores/actions.ts';
import { useJobTypes } from '../../stores/app-store.ts';
import { useWindow } from '../../stores/window-store.ts';
import { PresetChips } from '../options/preset-chips.tsx';
import { useDrag } from './drag-store.ts';
import styles from './drop-zone.module.css';
import { useSummary } from './use-summary.ts';

interface DropTargetsProps {
  /** Over a filled window: to be seen only while something is dragged. Else the targets are the window. */
  readonly overlay: boolean;
}

/** Always there, so that neither a drag nor the first job has to make or remove them. */
export const DropTargets = memo(function DropTargets({ overlay }: DropTargetsProps) {
  const types = useJobTypes();
  const dragging = useDrag((state) => state.dragging);
  const place = overlay ? styles.overlay : styles.whole;
  return (
    <div
      className={`${styles.targets} ${place}`}
      data-dragging={dragging || undefined}
      {...(!overlay && { 'data-pane': 'drop' })}
    >
      {types.map((info) => (
        <DropTarget key={info.type} info={info} />
      ))}
    </div>
  );
});

const DropTarget = memo(function DropTarget({ info }: { readonly info: JobTypeInfo }) {
  const { t } = useWords();
  const texts = useTypeTexts(info.type);
  const over = useDrag((state) => state.over === info.type);
  const suggested = useDrag((state) => state.dragging && state.suggested === info.type);
  return (
    <section
      className={styles.target}
      data-drop={info.type}
      data-over={over || undefined}
      data-suggested={suggested || undefined}
      aria-label={texts.drop}
    >
      <span className={styles.icon}>
        <TypeIcon path={info.icon} size={44} />
      </span>
      <h2 className={styles.title}>{texts.drop}</h2>
      <p className={styles.accepts}>{texts.accepts}</p>
      <Summary info={info} />
      <div className={styles.presets}>
        <PresetChips info={info} />
      </div>
      <ChooseButtons info={info} />
      <p className={styles.suggestion} aria-hidden={!suggested}>
        {t('drop.suggested')}
      </p>
    </section>
  );
});

function ChooseButtons({ info }: { readonly info: JobTypeInfo }) {
  const { type } = info;
  const { t } = useWords();
  const showOptions = useWindow((state) => state.showOptions);
  return (
    <div className={styles.buttons}>
      <Button onPress={() => chooseAndSubmit('files', type)}>{t('drop.chooseFiles')}</Button>
      {takesFolders(info) && (
        <Button onPress={() => chooseAndSubmit('folders', type)}>{t('drop.chooseFolders')}</Button>
      )}
      <Button look="quiet" onPress={() => showOptions(type)}>
        {t('drop.options')}
      </Button>
    </div>
  );
}

function Summary({ info }: { readonly info: JobTypeInfo }) {
  const { t } = useWords();
  const facts = useSummary(info);
  return (
    <p className={styles.summary}>
      {facts.length === 0 && t('drop.summaryDefault')}
      <FactLine facts={facts} />
    </p>
  );
}
