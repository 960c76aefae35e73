// Draws one option, whatever its type. Knows no job type.
import { useTranslation } from 'react-i18next';
import styles from '../../components/fields.module.css';
import { ChecksInput, ChoiceInput, SwitchInput } from '../../components/fields.tsx';
import { ColourInput, LinesInput, NumberInput, TextInput } from '../../components/text-fields.tsx';
import { choiceText, type FieldTexts } from '../../i18n/job-types.ts';
import { FolderOption } from './folder-option.tsx';
import type { Json } from './json-schema.ts';
import type { Adjustment } from './layouts.ts';
import { type Control, defaultOf, type Field, variantDefault } from './schema.ts';
import { fits } from './values.ts';

interface OptionFieldProps {
  readonly field: Field;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly texts?: FieldTexts | undefined;
  readonly adjust?: Adjustment | undefined;
  /** What the present value makes of a file, where it can be shown. */
  readonly example?: string | undefined;
}

type Of<K extends Control['kind']> = Extract<Control, { kind: K }>;

export function OptionField(props: OptionFieldProps) {
  const { field, value, onChange, texts, adjust } = props;
  const { control } = field;
  const label = texts?.title ?? field.title;
  const help = texts ? texts.description : field.description;
  switch (control.kind) {
    case 'switch':
      return <SwitchInput label={label} help={help} value={value === true} onChange={onChange} />;
    case 'choice':
    case 'checks':
      return <Choices {...props} control={control} label={label} help={help} />;
    case 'number':
      return <NumberOption {...props} control={control} label={label} help={help} />;
    case 'text':
      if (adjust?.colour) return <ColourInput label={label} help={help} value={String(value)} onChange={onChange} />;
      return control.format === 'folder' ? (
        <FolderOption label={label} help={help} value={value} empty={field.nullable ? null : ''} onChange={onChange} />
      ) : (
        <TextOption {...props} control={control} label={label} help={help} />
      );
    case 'lines':
      return <LinesOption {...props} control={control} label={label} help={help} />;
    case 'group':
      return <GroupOption {...props} fields={control.fields} label={label} help={help} adjust={adjust} />;
    case 'variants':
      return <VariantsOption {...props} control={control} label={label} help={help} />;
    case 'json':
      return <JsonOption {...props} label={label} help={help} />;
  }
}

type Parts<K extends Control['kind']> = OptionFieldProps & {
  readonly control: Of<K>;
  readonly label: string;
  readonly help: string | undefined;
};

function Choices({ control, label, help, value, onChange, texts }: Parts<'choice' | 'checks'>) {
  const options = control.choices.map(({ value, title }) => ({
    key: String(value),
    label: choiceText(texts, value, title),
  }));
  const chosenBy = (key: string) => control.choices.find((choice) => String(choice.value) === key)?.value;
  if (control.kind === 'choice') {
    const change = (key: string) => onChange(chosenBy(key));
    return <ChoiceInput label={label} help={help} options={options} value={String(value)} onChange={change} />;
  }
  const ticked = Array.isArray(value) ? value.map(String) : [];
  const change = (keys: string[]) => onChange(keys.map(chosenBy));
  return <ChecksInput label={label} help={help} options={options} value={ticked} onChange={change} />;
}

function NumberOption({ field, control, label, help, value, onChange, texts, adjust }: Parts<'number'>) {
  const { t } = useTranslation();
  const presets = control.presets?.flatMap(({ value, title }) =>
    typeof value === 'number' ? [{ value, label: choiceText(texts, value, title) }] : [],
  );
  const factor = adjust?.factor ?? 1;
  const scaled = (limit: number | undefined) => (limit === undefined ? undefined : Math.ceil(limit / factor));
  return (
    <NumberInput
      label={label}
      help={help}
      value={typeof value === 'number' ? value / factor : null}
      onChange={(next) => onChange(next === null ? null : next * factor)}
      empty={field.nullable ? t('options.empty') : undefined}
      unit={adjust?.unit}
      min={scaled(control.min)}
      max={scaled(control.max)}
      integer={control.integer}
      {...(presets && { presets })}
    />
  );
}

function TextOption({ field, control, label, help, value, onChange, adjust, example }: Parts<'text'>) {
  const { t } = useTranslation();
  const toValue = (text: string) => (text === '' && field.nullable ? null : text);
  return (
    <TextInput
      label={label}
      help={example === undefined ? help : [t('options.example', { example }), help].filter(Boolean).join(' ')}
      value={typeof value === 'string' ? value : ''}
      onChange={(text) => onChange(toValue(text))}
      isGood={(text) => fits(field, toValue(text))}
      complaint={t('options.invalid')}
      placeholder={adjust?.emptyMeans || field.nullable ? t('options.empty') : undefined}
      secret={control.secret}
    />
  );
}

function LinesOption({ field, control, label, help, value, onChange }: Parts<'lines'>) {
  const { t } = useTranslation();
  const toValue = (lines: readonly string[]) => (control.of === 'number' ? lines.map(Number) : lines);
  return (
    <LinesInput
      label={label}
      help={help ?? t('options.lines')}
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={(lines) => onChange(toValue(lines))}
      isGood={(lines) => fits(field, toValue(lines))}
      complaint={t('options.invalid')}
    />
  );
}

function GroupOption(props: Omit<Parts<'group'>, 'control'> & { readonly fields: readonly Field[] }) {
  const { fields, label, help, value, onChange } = props;
  const values = (value ?? {}) as Json;
  return (
    <fieldset className={styles.fieldset}>
      <legend className={styles.label}>{label}</legend>
      {help && <p className={styles.help}>{help}</p>}
      <div className={styles.nest}>
        {fields.map((inner) => (
          <OptionField
            key={inner.name}
            field={inner}
            value={values[inner.name] ?? defaultOf(inner)}
            onChange={(next) => onChange({ ...values, [inner.name]: next })}
          />
        ))}
      </div>
    </fieldset>
  );
}

function VariantsOption({ control, label, help, value, onChange }: Parts<'variants'>) {
  const values = (value ?? {}) as Json;
  const current = control.variants.find((variant) => variant.value === values[control.tag]) ?? control.variants[0];
  const choose = (key: string) => {
    const variant = control.variants.find((one) => one.value === key);
    if (variant) onChange(variantDefault(control.tag, variant));
  };
  const options = control.variants.map((variant) => ({ key: variant.value, label: variant.title }));
  return (
    <div className={styles.field}>
      <ChoiceInput label={label} help={help} options={options} value={current?.value ?? ''} onChange={choose} />
      {current && current.fields.length > 0 && (
        <div className={styles.nest}>
          {current.fields.map((inner) => (
            <OptionField
              key={`${current.value}/${inner.name}`}
              field={inner}
              value={values[inner.name] ?? defaultOf(inner)}
              onChange={(next) => onChange({ ...values, [inner.name]: next })}
            />
          ))}
        </div>
      )}
    </div>
  );
}

/** For what no control fits: the value itself, as JSON. */
function JsonOption({ label, help, value, onChange }: OptionFieldProps & { label: string; help: string | undefined }) {
  const { t } = useTranslation();
  const parse = (text: string): { value: unknown } | null => {
    if (text.trim() === '') return { value: undefined };
    try {
      return { value: JSON.parse(text) };
    } catch {
      return null;
    }
  };
  return (
    <TextInput
      label={label}
      help={help ?? t('options.json')}
      value={value === undefined ? '' : JSON.stringify(value)}
      onChange={(text) => onChange(parse(text)?.value)}
      isGood={(text) => parse(text) !== null}
      complaint={t('options.invalid')}
      lines
    />
  );
}
