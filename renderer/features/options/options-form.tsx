// The form of one job type, drawn from its option table.
import { Fragment, memo, useMemo } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { JobTypeInfo, OptionInfo } from '../../../main/contract/api.ts';
import { ChevronDownIcon } from '../../components/icons.tsx';
import { type ArrangedGroup, arrange, asShown } from '../../job-types/arrange.ts';
import { complete, type Values } from '../../job-types/option-values.ts';
import { useExamples } from '../../job-types/use-examples.ts';
import { useTypeTexts } from '../../job-types/use-type-texts.ts';
import { useDraft, useDrafts } from '../../stores/drafts-store.ts';
import { ThenOption } from './next-option.tsx';
import { OptionField } from './option-field.tsx';
import styles from './options.module.css';

export const OptionsForm = memo(function OptionsForm({ info }: { readonly info: JobTypeInfo }) {
  const { t } = useTranslation();
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
              <Row key={row[0]?.key} row={row} type={info.type} values={values} examples={examples} />
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

interface RowProps {
  readonly row: readonly OptionInfo[];
  readonly type: string;
  readonly values: Values;
  readonly examples: Readonly<Record<string, string>>;
}

function Row({ row, type, values, examples }: RowProps) {
  const texts = useTypeTexts(type);
  const choose = useDrafts((state) => state.choose);
  return (
    <div className={styles.row}>
      {row.map((option) => (
        <OptionField
          key={option.key}
          type={type}
          {...asShown(option, texts.options[option.key] ?? { title: option.key }, values)}
          value={values[option.key]}
          onChange={(value) => choose(type, option, value)}
          example={examples[option.key]}
        />
      ))}
    </div>
  );
}
