// Draws one option, whatever its type. Knows no job type.
import type { OptionInfo, OptionTexts } from '../../../main/contract/api.ts';
import { ChecksInput, ChoiceInput, SwitchInput } from '../../components/fields/fields.tsx';
import { ColourInput, LinesInput, NumberInput, TextInput } from '../../components/fields/text-fields.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { fits, unknownPlaceholder } from '../../job-types/option-values.ts';
import { FolderOption } from './folder-option.tsx';
import { SecretOption } from './secret-option.tsx';

interface OptionFieldProps {
  /** The job type, for what is remembered of a password. */
  readonly type: string;
  readonly option: OptionInfo;
  readonly texts: OptionTexts;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** What the present value makes of a file, where it can be shown. */
  readonly example?: string | undefined;
}

type Kind = OptionInfo['kind'];
type Parts<K extends Kind> = OptionFieldProps & { readonly option: Extract<OptionInfo, { kind: K }> };

export function OptionField(props: OptionFieldProps) {
  const { option, texts, value, onChange } = props;
  const { title: label, description: help } = texts;
  switch (option.kind) {
    case 'toggle':
      return <SwitchInput label={label} help={help} value={value === true} onChange={onChange} />;
    case 'choice':
      return (
        <ChoiceInput
          label={label}
          help={help}
          options={choicesOf(option, texts)}
          value={String(value)}
          onChange={onChange}
        />
      );
    case 'choices':
      return (
        <ChecksInput
          label={label}
          help={help}
          options={choicesOf(option, texts)}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
        />
      );
    case 'number':
      return <NumberOption {...props} option={option} />;
    case 'text':
      return <TextOption {...props} option={option} />;
    case 'texts':
    case 'numbers':
      return <LinesOption {...props} option={option} />;
  }
}

function choicesOf({ choices, labels }: Parts<'choice' | 'choices'>['option'], texts: OptionTexts) {
  return choices.map((key) => ({ key, label: labels?.[key] ?? texts.choices?.[key] ?? key }));
}

function NumberOption({ option, texts, value, onChange }: Parts<'number'>) {
  const { t } = useWords();
  const { min, max, named, factor = 1 } = option;
  const presets = Object.entries(named ?? {}).map(([key, one]) => ({
    value: one / factor,
    label: texts.choices?.[key] ?? key,
  }));
  return (
    <NumberInput
      label={texts.title}
      help={texts.description}
      value={typeof value === 'number' ? value / factor : null}
      onChange={(next) => onChange(next === null ? null : next * factor)}
      empty={option.nullable ? t('options.empty') : undefined}
      unit={option.unit}
      min={Math.ceil(min / factor)}
      max={max === undefined ? undefined : Math.floor(max / factor)}
      integer
      {...(presets.length > 0 && { presets })}
    />
  );
}

function TextOption({ type, option, texts, value, onChange, example }: Parts<'text'>) {
  const { t } = useWords();
  const { title: label, description: help } = texts;
  if (option.format === 'colour') {
    return <ColourInput label={label} help={help} value={String(value)} onChange={onChange} />;
  }
  if (option.secret) return <SecretOption {...{ type, option, label, help, onChange }} value={String(value ?? '')} />;
  if (option.format === 'folder') return <FolderOption label={label} help={help} value={value} onChange={onChange} />;
  // The buttons say what the description says on the command line.
  const said = option.placeholders ? undefined : help;
  const complain = (text: string) => {
    const token = unknownPlaceholder(option, text);
    return token === undefined ? t('options.invalid') : t('options.unknownPlaceholder', { token });
  };
  return (
    <TextInput
      label={label}
      help={example === undefined ? said : [t('options.example', { example }), said].filter(Boolean).join(' ')}
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
      isGood={(text) => fits(option, text)}
      complaint={complain}
      {...(option.placeholders && {
        inserts: option.placeholders.map((name) => `{${name}}`),
        insertName: (text: string) => t('options.insert', { text }),
      })}
      placeholder={option.example && option.default === '' ? t('options.empty') : undefined}
    />
  );
}

function LinesOption({ option, texts, value, onChange }: Parts<'texts' | 'numbers'>) {
  const { t } = useWords();
  const isNumbers = option.kind === 'numbers';
  const toValue = (lines: readonly string[]) => (isNumbers ? lines.map(Number) : lines);
  return (
    <LinesInput
      label={texts.title}
      help={[texts.description, t(isNumbers ? 'options.numbers' : 'options.lines')].filter(Boolean).join('. ')}
      separator={isNumbers ? /[\s,;]+/ : '\n'}
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={(lines) => onChange(toValue(lines))}
      isGood={(lines) => fits(option, toValue(lines))}
      complaint={() => t('options.invalid')}
    />
  );
}
