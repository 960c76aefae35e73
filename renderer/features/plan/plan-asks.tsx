// Options that deserve a look before the start, each with the reason.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { OptionInfo } from '../../../main/contract/api.ts';
import type { PlannedAsk } from '../../../main/contract/plan.ts';
import { Button } from '../../components/button.tsx';
import { TextInput } from '../../components/fields/text-fields.tsx';
import { CheckIcon, WarningIcon } from '../../components/icons.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { complete } from '../../job-types/option-values.ts';
import { useTypeTexts } from '../../job-types/use-type-texts.ts';
import { useJobType } from '../../stores/app-store.ts';
import { protects, useDraft, useDrafts } from '../../stores/drafts-store.ts';
import { OptionField } from '../options/option-field.tsx';
import styles from './plan.module.css';

interface PlanAsksProps {
  readonly type: string;
  readonly asks: readonly PlannedAsk[];
}

export function PlanAsks({ type, asks }: PlanAsksProps) {
  const options = useJobType(type)?.options ?? [];
  if (asks.length === 0) return null;
  return (
    <ul className={styles.asks}>
      {asks.map((ask) => {
        const option = options.find(({ key }) => key === ask.option);
        return option && <Ask key={ask.option} type={type} ask={ask} option={option} />;
      })}
    </ul>
  );
}

interface AskProps {
  readonly type: string;
  readonly ask: PlannedAsk;
  readonly option: OptionInfo;
}

function Ask({ type, ask, option }: AskProps) {
  const { say } = useWords();
  const { text, hint } = say(ask.message);
  const isSecret = option.kind === 'text' && option.secret === true;
  return (
    <li className={styles.ask}>
      <span className={styles.askIcon} data-grave={ask.grave || undefined}>
        {ask.grave ? <WarningIcon /> : <CheckIcon />}
      </span>
      <div className={styles.askBody}>
        <p {...(ask.grave && { role: 'alert' })}>{[text, hint].filter(Boolean).join(' ')}</p>
        {/* What protects results is typed twice, among the options. */}
        {protects(option) ? null : isSecret ? (
          <Secret type={type} option={option} />
        ) : (
          <Plain type={type} option={option} />
        )}
      </div>
    </li>
  );
}

function Plain({ type, option }: Omit<AskProps, 'ask'>) {
  const texts = useTypeTexts(type).options[option.key];
  const draft = useDraft(type);
  const info = useJobType(type);
  const choose = useDrafts((state) => state.choose);
  const values = complete(info?.options ?? [], draft);
  return (
    <OptionField
      type={type}
      option={option}
      texts={{ ...texts, title: texts?.title ?? option.key }}
      value={values[option.key]}
      onChange={(value) => choose(type, option, value)}
    />
  );
}

/** Tried when it is entered, and not with each letter. */
function Secret({ type, option }: Omit<AskProps, 'ask'>) {
  const { t } = useWords();
  const title = useTypeTexts(type).options[option.key]?.title ?? option.key;
  const choose = useDrafts((state) => state.choose);
  const [typed, setTyped] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector('input')?.focus();
  }, []);
  const enter = (event: FormEvent) => {
    event.preventDefault();
    choose(type, option, typed);
  };
  return (
    <form ref={form} className={styles.secret} onSubmit={enter}>
      <TextInput label={title} value={typed} onChange={setTyped} isGood={() => true} complaint={() => ''} secret />
      <Button type="submit" isDisabled={typed === ''}>
        {t('plan.enter')}
      </Button>
    </form>
  );
}
