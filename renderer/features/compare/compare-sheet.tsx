// A picture before and after, one over the other, with a divider between them.
import { type CSSProperties, useState } from 'react';
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Sheet, SheetButtons } from '../../components/sheet.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { changeText } from '../job-list/job-texts.ts';
import styles from './compare.module.css';
import { type Compared, useCompare } from './compare-store.ts';
import { type Side, usePreviews } from './use-previews.ts';

export function CompareSheet() {
  const compared = useCompare((state) => state.compared);
  const compare = useCompare((state) => state.compare);
  const { t } = useTranslation();
  const close = () => compare(null);
  return (
    <Sheet
      title={t('compare.title', { name: compared?.name ?? '' })}
      open={compared !== null}
      onOpenChange={close}
      width={1040}
    >
      {compared && <Comparison compared={compared} />}
      <SheetButtons>
        <Button look="primary" onPress={close}>
          {t('help.close')}
        </Button>
      </SheetButtons>
    </Sheet>
  );
}

function Comparison({ compared }: { readonly compared: Compared }) {
  const { t, say } = useWords();
  const { before, after, error } = usePreviews(compared);
  if (error) {
    return (
      <p role="alert" className={styles.message}>
        <strong>{say(error).text}</strong> {say(error).hint}
      </p>
    );
  }
  if (!before || !after) {
    return (
      <p role="status" className={styles.message}>
        {t('compare.loading')}
      </p>
    );
  }
  return (
    <div className={styles.comparison}>
      <Stage before={before} after={after} />
      <Captions before={before} after={after} />
    </div>
  );
}

interface Sides {
  readonly before: Side;
  readonly after: Side;
}

/** Per cent; a step of the arrow keys is one. */
const MIDDLE = 50;

function Stage({ before, after }: Sides) {
  const { t } = useTranslation();
  const [split, setSplit] = useState(MIDDLE);
  const ratio = Math.max(before.width / before.height, 0.2);
  return (
    <Slider
      aria-label={t('compare.divider')}
      className={styles.stage ?? ''}
      style={{ '--ratio': ratio, '--split': `${split}%` } as CSSProperties}
      minValue={0}
      maxValue={100}
      value={split}
      onChange={setSplit}
    >
      <SliderTrack className={styles.track ?? ''}>
        <img className={styles.picture} src={after.url} alt={t('compare.after')} draggable={false} />
        <img
          className={`${styles.picture} ${styles.before}`}
          src={before.url}
          alt={t('compare.before')}
          draggable={false}
        />
        <span className={styles.tag} data-side="before" aria-hidden>
          {t('compare.before')}
        </span>
        <span className={styles.tag} data-side="after" aria-hidden>
          {t('compare.after')}
        </span>
        <span className={styles.line} />
        <SliderThumb className={styles.thumb ?? ''} autoFocus />
      </SliderTrack>
    </Slider>
  );
}

function Captions({ before, after }: Sides) {
  const words = useWords();
  const { t, format } = words;
  const facts = ({ width, height, bytes }: Side) => [
    t('compare.pixels', { width: format.count(width), height: format.count(height) }),
    format.bytes(bytes),
  ];
  return (
    <dl className={styles.captions}>
      <div>
        <dt>{t('compare.before')}</dt>
        <dd>{format.list(facts(before))}</dd>
      </div>
      <div>
        <dt>{t('compare.after')}</dt>
        <dd>{format.list([...facts(after), changeText(words, before.bytes, after.bytes)])}</dd>
      </div>
    </dl>
  );
}
