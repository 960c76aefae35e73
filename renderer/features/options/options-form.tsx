// The form of one job type, drawn from its schema.
import { Fragment, memo, useMemo } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { JobTypeInfo } from '../../../main/contract/api.ts';
import { ChevronDownIcon } from '../../components/icons.tsx';
import { useTypeTexts } from '../../i18n/use-type-texts.ts';
import { useDraft, useDrafts } from '../../stores/drafts-store.ts';
import { type ArrangedGroup, adjustmentOf, arrange } from './arrange.ts';
import { exampleOf } from './example.ts';
import type { Json } from './json-schema.ts';
import { ThenOption } from './next-option.tsx';
import { OptionField } from './option-field.tsx';
import styles from './options.module.css';
import { type Field, fieldsOf } from './schema.ts';
import { complete } from './values.ts';

export const OptionsForm = memo(function OptionsForm({ info }: { readonly info: JobTypeInfo }) {
  const { t } = useTranslation();
  const texts = useTypeTexts(info.type);
  const draft = useDraft(info.type);
  const fields = useMemo(() => fieldsOf(info.optionsSchema), [info]);
  const options = useMemo(() => complete(fields, draft), [fields, draft]);
  const groups = arrange(info.type, fields, options);
  const heading = (name: string) => texts.groups[name] ?? t('options.more');
  const firstClosed = groups.findIndex((group) => group.closed);
  return (
    <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
      {groups.map((group, place) => (
        <Fragment key={group.name}>
          {place === firstClosed && <ThenOption type={info.type} />}
          <Group group={group} title={group.name === null ? null : heading(group.name)}>
            {group.rows.map((row) => (
              <Row key={row[0]?.name} row={row} type={info.type} options={options} />
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
  if (!group.closed) {
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
  readonly row: readonly Field[];
  readonly type: string;
  readonly options: Json;
}

function Row({ row, type, options }: RowProps) {
  const texts = useTypeTexts(type);
  const choose = useDrafts((state) => state.choose);
  return (
    <div className={styles.row}>
      {row.map((field) => (
        <OptionField
          key={field.name}
          field={field}
          value={options[field.name]}
          onChange={(value) => choose(type, field, value)}
          texts={texts.fields[field.name]}
          adjust={adjustmentOf(type, field.name)}
          example={exampleOf(type, field.name, options)}
        />
      ))}
    </div>
  );
}
