// The form of one job type, drawn from its option table.
import { Fragment, memo, useMemo } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { JobTypeInfo, OptionInfo } from '../../../main/contract/api.ts';
import { ChevronDownIcon } from '../../components/icons.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { type ArrangedGroup, arrange, asShown, retitledFor } from '../../job-types/arrange.ts';
import { complete } from '../../job-types/option-values.ts';
import { useExamples } from '../../job-types/use-examples.ts';
import { useTypeTexts } from '../../job-types/use-type-texts.ts';
import { useDraft, useDrafts } from '../../stores/drafts-store.ts';
import { ThenOption } from './next-option.tsx';
import { OptionField } from './option-field.tsx';
import styles from './options.module.css';

export const OptionsForm = memo(function OptionsForm({ info }: { readonly info: JobTypeInfo }) {
  const { t } = useWords();
  const texts = useTypeTexts(info.type);
  const draft = useDraft(info.type);
  const values = useMemo(() => complete(info.options, draft), [info, draft]);
  const examples = useExamples(info.type, values);
  const groups = arrange(info.options, values);
  const headingOf = ({ name, advanced }: ArrangedGroup) => {
    if (advanced) return t('options.more');
    return name === null ? null : (texts.groups[name] ?? name);
  };
  const firstClosed = groups.findIndex(({ advanced }) => advanced);
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      {groups.map((group, place) => (
        <Fragment key={group.advanced ? 'advanced' : group.name}>
          {place === firstClosed && <ThenOption type={info.type} />}
          <Group group={group} title={headingOf(group)}>
            {group.rows.map((row) => (
              <div key={row[0]?.key} className={styles.row}>
                {row.map((option) => (
                  <Field
                    key={option.key}
                    type={info.type}
                    option={option}
                    other={retitledFor(option, values)}
                    value={values[option.key]}
                    example={examples[option.key]}
                  />
                ))}
              </div>
            ))}
          </Group>
        </Fragment>
      ))}
      {firstClosed === -1 && <ThenOption type={info.type} />}
    </form>
  );
});

interface GroupProps {
  readonly group: ArrangedGroup;
  readonly title: string | null;
  readonly children: React.ReactNode;
}

function Group({ group, title, children }: GroupProps) {
  if (title === null) return <div className={styles.rows}>{children}</div>;
  if (!group.advanced) {
    return (
      <section className={styles.group}>
        <h3 className={styles.heading}>{title}</h3>
        <div className={styles.rows}>{children}</div>
      </section>
    );
  }
  return (
    <Disclosure className={styles.group ?? ''}>
      <Heading level={3} className={styles.heading ?? ''}>
        <Button slot="trigger" className={styles.trigger ?? ''}>
          {title}
          <ChevronDownIcon />
        </Button>
      </Heading>
      <DisclosurePanel>
        <div className={styles.rows}>{children}</div>
      </DisclosurePanel>
    </Disclosure>
  );
}

interface FieldProps {
  readonly type: string;
  readonly option: OptionInfo;
  /** What it is called instead, with the present values. */
  readonly other: ReturnType<typeof retitledFor>;
  readonly value: unknown;
  readonly example: string | undefined;
}

/** Drawn again only when something of its own has changed: with each key that is typed, the others stay as they are. */
const Field = memo(function Field({ type, option, other, value, example }: FieldProps) {
  const texts = useTypeTexts(type).options[option.key] ?? { title: option.key };
  const choose = useDrafts((state) => state.choose);
  return (
    <OptionField
      type={type}
      {...asShown(option, texts, other)}
      value={value}
      onChange={(next) => choose(type, option, next)}
      example={example}
    />
  );
});
