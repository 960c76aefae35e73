// A picture before and after a job.
import { MAX_PREVIEW_EDGE_PX } from '../../../main/contract/limits.ts';
import { Button } from '../../components/button.tsx';
import { Sheet, SheetButtons } from '../../components/overlays/sheet.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { changeText } from '../job-list/job-texts.ts';
import styles from './compare.module.css';
import { type Compared, useCompare } from './compare-store.ts';
import { SplitView } from './split-view.tsx';
import { type Side, usePreviews } from './use-previews.ts';

export function CompareSheet() {
  const compared = useCompare((state) => state.compared);
  const compare = useCompare((state) => state.compare);
  const { t } = useWords();
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
  return (
    <div className={styles.comparison}>
      {before && after ? (
        <SplitView before={before.url} after={after.url} picture={shape(after)} autoFocus />
      ) : (
        // As high as what comes: the sheet does not grow when it does.
        <div className={styles.split}>
          <p role="status" className={styles.message}>
            {t('compare.loading')}
          </p>
        </div>
      )}
      <Captions before={before} after={after} />
    </div>
  );
}

interface Sides {
  readonly before: Side | null;
  readonly after: Side | null;
}

/** Previews have no more pixels than this. */
function shape({ width, height }: Side) {
  const scale = Math.min(1, MAX_PREVIEW_EDGE_PX / Math.max(width, height));
  return { width: width * scale, height: height * scale };
}

/** Has the height of a line. */
const COMING = '\u00a0';

function Captions({ before, after }: Sides) {
  const words = useWords();
  const { t, format } = words;
  const facts = ({ width, height, bytes }: Side) => [
    t('compare.pixels', { width: format.pixels(width), height: format.pixels(height) }),
    format.bytes(bytes),
  ];
  const isThere = before !== null && after !== null;
  return (
    <dl className={styles.captions}>
      <div>
        <dt>{t('compare.before')}</dt>
        <dd>{isThere ? format.list(facts(before)) : COMING}</dd>
      </div>
      <div>
        <dt>{t('compare.after')}</dt>
        <dd>{isThere ? format.list([...facts(after), changeText(words, before.bytes, after.bytes)]) : COMING}</dd>
      </div>
    </dl>
  );
}
