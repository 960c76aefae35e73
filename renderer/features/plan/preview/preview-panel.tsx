// What the job would make of a picture, before it starts: beside its original, at the options as they are.
import { useMemo, useState } from 'react';
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import type { JobPlan } from '../../../../main/contract/plan.ts';
import { FactLine } from '../../../components/fact-line.tsx';
import { useWords } from '../../../i18n/use-words.ts';
import { useJobType } from '../../../stores/app-store.ts';
import { useDrafts, useOptionsToSubmit } from '../../../stores/drafts-store.ts';
import { SplitView } from '../../compare/split-view.tsx';
import { changeText } from '../../job-list/job-texts.ts';
import { FilmStrip } from './film-strip.tsx';
import styles from './preview.module.css';
import { type PlannedPicture, usePictures } from './use-pictures.ts';
import { type TryOut, useTryOut } from './use-try-out.ts';

interface PreviewPanelProps {
  readonly type: string;
  /** The window's name for the plan. */
  readonly id: string;
  readonly plan: JobPlan;
}

export function PreviewPanel({ type, id, plan }: PreviewPanelProps) {
  const pictures = usePictures(id, plan);
  const [chosen, setChosen] = useState<string>();
  const picture = pictures.find(({ original }) => original.id === chosen) ?? pictures[0];
  if (!picture) return null;
  return (
    <div className={styles.preview}>
      {pictures.length > 1 && <FilmStrip pictures={pictures} chosen={picture.original.id} choose={setChosen} />}
      <Picture key={picture.original.id} type={type} plan={plan} picture={picture} />
    </div>
  );
}

interface PictureProps extends Omit<PreviewPanelProps, 'id'> {
  readonly picture: PlannedPicture;
}

function Picture({ type, plan, picture }: PictureProps) {
  const { t, say } = useWords();
  const chosen = useOptionsToSubmit(type);
  /** While the slider is moved: the plan follows when it is let go. */
  const [quality, setQuality] = useState<number | null>(null);
  const options = useMemo(() => (quality === null ? chosen : { ...chosen, quality }), [chosen, quality]);
  const tryOut = useTryOut({ type, plan: picture.plan, original: picture.original, options });
  const { made, error } = tryOut;
  return (
    <div className={styles.picture} aria-busy={tryOut.isBusy}>
      {error ? (
        <p role="alert" className={styles.message}>
          <strong>{say(error).text}</strong> {say(error).hint}
        </p>
      ) : made ? (
        <SplitView before={tryOut.before} after={tryOut.after} picture={made} />
      ) : (
        <p className={styles.message}>{t('preview.making')}</p>
      )}
      <div className={styles.foot}>
        <Facts tryOut={tryOut} plan={plan} />
        <QualitySlider type={type} made={made} value={quality ?? numberOf(chosen.quality)} change={setQuality} />
      </div>
    </div>
  );
}

/** "IMG_1.jpg: 4.1 MB → 640 kB · 84 % less · 1920 × 1440 px"; room for it is always there. */
function Facts({ tryOut: { made, isBusy }, plan }: { readonly tryOut: TryOut; readonly plan: JobPlan }) {
  const words = useWords();
  const { t, format } = words;
  const size = made && t('compare.pixels', { width: format.pixels(made.width), height: format.pixels(made.height) });
  const sizes =
    made && made.bytes !== null
      ? [
          `${format.bytes(made.originalBytes)} → ${format.bytes(made.bytes)}`,
          changeText(words, made.originalBytes, made.bytes),
        ]
      : [t('preview.making')];
  return (
    <div className={styles.facts} data-busy={isBusy || undefined}>
      <p>{made && <FactLine facts={[...sizes, made.format, size ?? '']} />}</p>
      <p className={styles.total}>{plan.need && t('preview.total', { size: format.bytes(plan.need.outputs) })}</p>
    </div>
  );
}

interface QualitySliderProps {
  readonly type: string;
  readonly made: TryOut['made'];
  /** As it is moved or chosen; null: what the format has by itself. */
  readonly value: number | null;
  readonly change: (value: number | null) => void;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function QualitySlider({ type, made, value, change }: QualitySliderProps) {
  const { t } = useWords();
  const option = useJobType(type)?.options.find(({ key }) => key === 'quality');
  const choose = useDrafts((state) => state.choose);
  if (!option || made?.quality == null) return null;
  return (
    <Slider
      className={styles.quality ?? ''}
      minValue={1}
      maxValue={100}
      value={value ?? made.quality}
      onChange={change}
      onChangeEnd={(end) => {
        choose(type, option, end);
        change(null);
      }}
    >
      <Label>{t('preview.quality')}</Label>
      <SliderOutput className={styles.value ?? ''} />
      <SliderTrack className={styles.track ?? ''}>
        {({ state }) => (
          <>
            <span className={styles.fill} style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
            <SliderThumb className={styles.thumb ?? ''} />
          </>
        )}
      </SliderTrack>
    </Slider>
  );
}
