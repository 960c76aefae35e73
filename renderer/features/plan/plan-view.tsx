// What a job would do, with Start and Cancel: shown where the details are, while a draft waits.
import { useEffect, useMemo, useState } from 'react';
import type { JobPlan, PlannedNext } from '../../../main/contract/plan.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { FailureLine } from '../../components/failure-line.tsx';
import { CheckIcon, ChevronIcon, TypeIcon, WarningIcon } from '../../components/icons.tsx';
import spoken from '../../components/spoken.module.css';
import { useWords } from '../../i18n/use-words.ts';
import { useThenTexts } from '../../job-types/use-next-texts.ts';
import { useTypeTexts } from '../../job-types/use-type-texts.ts';
import { cancelReview, startPlanned } from '../../stores/actions.ts';
import { useJobType } from '../../stores/app-store.ts';
import { protects, useDrafts, useThen } from '../../stores/drafts-store.ts';
import { type PendingJob, usePlans } from '../../stores/plan-store.ts';
import { turnReview } from '../../stores/reviews.ts';
import { useContents } from '../contents/use-contents.ts';
import styles from './plan.module.css';
import { PlanAsks } from './plan-asks.tsx';
import { PlanLists } from './plan-lists.tsx';
import { countText, planFacts, withChoice, writesText } from './plan-texts.ts';
import { type PlanState, usePlan } from './use-plan.ts';

export function PlanView({ pending }: { readonly pending: PendingJob }) {
  const { t, say } = useWords();
  const { name } = useTypeTexts(pending.type);
  const planned = usePlan(pending);
  const contents = useContents(pending.key, planned);
  const plan = planned.plan && withChoice(planned.plan, contents.counts);
  const state = { ...planned, plan };
  const asks = useAsks(pending, plan);
  const title = t('plan.title', { name });
  return (
    <section className={styles.plan} aria-label={title} data-plan={pending.type}>
      <PlanHead pending={pending} title={title} state={state} />
      <div className={styles.body} data-stale={state.stale || undefined} aria-busy={!isSettled(state)}>
        {state.error && <FailureLine alert sentence={say(state.error)} />}
        <PlanAsks type={pending.type} asks={asks} />
        {plan && (
          <>
            <PlanFacts plan={plan} type={pending.type} />
            <PlanLists id={state.id} type={pending.type} plan={plan} contents={plan.contents ? contents : null} />
          </>
        )}
      </div>
      <footer className={styles.foot}>
        <Announcement state={state} />
        <Button onPress={() => cancelReview(pending)}>{t('plan.cancel')}</Button>
        <Button
          look="primary"
          autoFocus
          isDisabled={!mayStart(state, asks, pending)}
          onPress={() => startPlanned(pending)}
        >
          {t(pending.job?.waits ? 'plan.apply' : 'plan.start')}
        </Button>
      </footer>
    </section>
  );
}

/**
 * What the plan asks. Until it can tell, a job that failed for want of a password asks for it; one whose results had a password
 * that was lost asks until there is one.
 */
function useAsks({ type, job }: PendingJob, plan: JobPlan | null): JobPlan['asks'] {
  const options = useJobType(type)?.options;
  const secret = options?.find((option) => option.kind === 'text' && option.secret);
  const isEmpty = useDrafts((state) => !state.brief[type]?.[secret?.key ?? '']);
  const wants = job?.wants ?? null;
  return useMemo(() => {
    const own = secret && wants ? [{ option: secret.key, message: wants, grave: true }] : [];
    if (secret && protects(secret)) return [...(isEmpty ? own : []), ...(plan?.asks ?? [])];
    return plan && (plan.complete || plan.asks.length > 0) ? plan.asks : own;
  }, [secret, isEmpty, wants, plan]);
}

interface PlanHeadProps {
  readonly pending: PendingJob;
  readonly title: string;
  readonly state: PlanState;
}

function PlanHead({ pending, title, state }: PlanHeadProps) {
  const words = useWords();
  const { t, format } = words;
  const icon = useJobType(pending.type)?.icon;
  const inputs = pending.refs.length;
  const dropped = t('job.inputs', { count: inputs, formatted: format.count(inputs) });
  return (
    <header className={styles.head}>
      <TypeIcon path={icon} size={20} />
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.count}>
        {format.list([pending.job?.title ?? '', state.plan ? countText(words, state.plan) : dropped])}
      </p>
      <ReviewTurner />
    </header>
  );
}

/** "1 of 2", with what turns to the others. */
function ReviewTurner() {
  const { t, format } = useWords();
  const pending = usePlans((state) => state.pending);
  const shown = usePlans((state) => state.shown);
  if (pending.length < 2) return null;
  const place = pending.findIndex(({ key }) => key === shown) + 1;
  return (
    <nav className={styles.turner} aria-label={t('plan.reviews')}>
      <IconButton name={t('plan.previous')} onPress={() => turnReview(-1)}>
        <ChevronIcon way="left" />
      </IconButton>
      <span>{t('plan.place', { place: format.count(place), total: format.count(pending.length) })}</span>
      <IconButton name={t('plan.next')} onPress={() => turnReview(1)}>
        <ChevronIcon way="right" />
      </IconButton>
    </nav>
  );
}

function PlanFacts({ plan, type }: { readonly plan: JobPlan; readonly type: string }) {
  const next = useThen(type);
  const { option } = useThenTexts(next ?? '');
  const words = useWords();
  return (
    <ul className={styles.facts}>
      {plan.folder !== null && (
        <li className={styles.fact}>
          <CheckIcon />
          <span>
            {writesText(words, plan)}{' '}
            <span className={styles.folder} title={plan.folder}>
              {plan.folder}
            </span>
          </span>
        </li>
      )}
      {planFacts(words, plan).map(({ text, warns, isComing }) => (
        <li key={text} className={styles.fact} data-warns={warns || undefined}>
          {isComing ? <span /> : warns ? <WarningIcon /> : <CheckIcon />}
          <span>{text}</span>
        </li>
      ))}
      {next && <NextFact option={option} next={plan.next} />}
    </ul>
  );
}

/** "Then zip the results: Photos (2).zip · Numbered" */
function NextFact({ option, next }: { readonly option: string; readonly next: PlannedNext | null }) {
  const { t, format } = useWords();
  const { fate } = next?.output ?? {};
  const warns = fate === 'replaces' || fate === 'skipped';
  return (
    <li className={styles.fact} data-warns={warns || undefined}>
      {warns ? <WarningIcon /> : <CheckIcon />}
      <span>
        {option}
        {next && (
          <>
            {': '}
            <span className={styles.folder} title={next.folder}>
              {next.output.name}
            </span>
            {next.count > 1 &&
              ` ${t('details.more', { count: next.count - 1, formatted: format.count(next.count - 1) })}`}
            {fate && fate !== 'new' && ` · ${t(`plan.fate.${fate}`)}`}
          </>
        )}
      </span>
    </li>
  );
}

/** Screen readers hear the plan once it is whole, and not each step of the counting. */
function Announcement({ state }: { readonly state: PlanState }) {
  const words = useWords();
  const [text, setText] = useState('');
  const settled = isSettled(state);
  useEffect(() => {
    if (!settled || !state.plan) return;
    const facts = planFacts(words, state.plan).map((fact) => fact.text);
    setText([countText(words, state.plan), ...facts].join('. '));
  }, [words, settled, state.plan]);
  return (
    <div role="status" className={spoken.spoken}>
      {text}
    </div>
  );
}

function isSettled({ plan, error, stale }: PlanState): boolean {
  return !stale && (error !== null || plan?.complete === true);
}

/** A plan that is not complete holds nobody up; options that cannot work do, and so does nothing to do. */
function mayStart({ plan, error }: PlanState, asks: JobPlan['asks'], { selection }: PendingJob): boolean {
  if (error) return error.code === 'HOST_LOST';
  if (asks.some(({ grave }) => grave)) return false;
  return !(plan?.complete && isNothing(plan, selection));
}

/** Nothing is in the inputs, or nothing of it was chosen. */
function isNothing({ files, contents }: JobPlan, selection: readonly string[]): boolean {
  if (!contents) return files === 0;
  return contents.of === 0 || (selection.length > 0 && selection.every((line) => line.endsWith('/')));
}
