// Form controls to type into: number, text, lines.
import { useRef, useState } from 'react';
import {
  Button,
  FieldError,
  Group,
  Input,
  type Key,
  NumberField,
  TextArea,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { MinusIcon, PlusIcon } from '../icons.tsx';
import styles from './fields.module.css';
import { FieldLabel, Help, type Labelled } from './fields.tsx';

interface NumberProps extends Labelled {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  /** An empty field means null and shows this; without it the last number comes back. */
  readonly empty?: string | undefined;
  readonly unit?: string | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly integer: boolean;
  /** Named values, as buttons under the field. */
  readonly presets?: readonly { readonly value: number; readonly label: string }[];
}

export function NumberInput(props: NumberProps) {
  const { label, help, value, onChange, empty, unit, min, max, integer, presets } = props;
  const change = (next: number) => {
    if (!Number.isNaN(next)) onChange(next);
    else if (empty !== undefined) onChange(null);
  };
  return (
    <NumberField
      className={`${styles.field} ${styles.number}`}
      value={value ?? Number.NaN}
      onChange={change}
      formatOptions={
        integer ? { useGrouping: false, maximumFractionDigits: 0 } : { useGrouping: false, maximumFractionDigits: 4 }
      }
      {...(min !== undefined && { minValue: min })}
      {...(max !== undefined && { maxValue: max })}
    >
      <FieldLabel>{label}</FieldLabel>
      <Group className={styles.box ?? ''}>
        <Input className={styles.inner ?? ''} placeholder={empty ?? ''} />
        {unit && <span className={styles.unit}>{unit}</span>}
        <Button slot="decrement" className={styles.step ?? ''}>
          <MinusIcon />
        </Button>
        <Button slot="increment" className={styles.step ?? ''}>
          <PlusIcon />
        </Button>
      </Group>
      {presets && <Presets {...props} presets={presets} />}
      <Help text={help} />
    </NumberField>
  );
}

function Presets({ label, value, onChange, presets }: NumberProps & Required<Pick<NumberProps, 'presets'>>) {
  const choose = (keys: Set<Key>) => {
    const [key] = keys;
    if (key !== undefined) onChange(Number(key));
  };
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={styles.presets ?? ''}
      selectionMode="single"
      selectedKeys={[String(value)]}
      onSelectionChange={choose}
    >
      {presets.map((preset) => (
        <ToggleButton key={preset.value} id={String(preset.value)} className={styles.preset ?? ''}>
          {preset.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

interface TextProps extends Labelled {
  readonly value: string;
  /** Called with good values only. */
  readonly onChange: (value: string) => void;
  readonly isGood: (value: string) => boolean;
  /** What is said of typed text that is no good. */
  readonly complaint: (typed: string) => string;
  readonly placeholder?: string | undefined;
  /** Buttons under the field, each of which puts its text where the cursor is. */
  readonly inserts?: readonly string[];
  /** What such a button is called: "Insert {name}". */
  readonly insertName?: (text: string) => string;
  readonly secret?: boolean | undefined;
  readonly lines?: boolean | undefined;
  readonly autoFocus?: boolean;
}

/** Keeps what is typed, also while it is no good, and passes on what is. */
export function TextInput(props: TextProps) {
  const { label, help, value, onChange, isGood, complaint, placeholder, secret, lines, autoFocus = false } = props;
  const { inserts, insertName = String } = props;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const [given, setGiven] = useState(value);
  if (given !== value) {
    setGiven(value);
    if (isGood(typed)) setTyped(value);
  }
  const change = (next: string) => {
    setTyped(next);
    if (!isGood(next)) return;
    setGiven(next);
    onChange(next);
  };
  const insert = (text: string) => {
    const { selectionStart, selectionEnd } = input.current ?? {};
    const [start, end] = [selectionStart ?? typed.length, selectionEnd ?? typed.length];
    change(typed.slice(0, start) + text + typed.slice(end));
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(start + text.length, start + text.length);
    });
  };
  return (
    <TextField
      className={styles.field ?? ''}
      value={typed}
      onChange={change}
      isInvalid={!isGood(typed)}
      type={secret ? 'password' : 'text'}
      autoComplete="off"
      autoFocus={autoFocus}
    >
      <FieldLabel>{label}</FieldLabel>
      {lines ? (
        <TextArea className={styles.area ?? ''} rows={3} placeholder={placeholder ?? ''} spellCheck="false" />
      ) : (
        <Input ref={input} className={styles.input ?? ''} placeholder={placeholder ?? ''} spellCheck="false" />
      )}
      <FieldError className={styles.error ?? ''}>{complaint(typed)}</FieldError>
      {inserts && (
        <div className={styles.inserts}>
          {inserts.map((text) => (
            <Button
              key={text}
              slot={null}
              className={styles.insert ?? ''}
              aria-label={insertName(text)}
              onPress={() => insert(text)}
            >
              {text}
            </Button>
          ))}
        </div>
      )}
      <Help text={help} />
    </TextField>
  );
}

interface ColourProps extends Labelled {
  /** `#rrggbb` */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The system's own colour picker. */
export function ColourInput({ label, help, value, onChange }: ColourProps) {
  return (
    <label className={styles.field}>
      <span className={styles.label}>{label}</span>
      <input
        type="color"
        className={styles.colour}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {help && <span className={styles.help}>{help}</span>}
    </label>
  );
}

interface LinesProps extends Labelled {
  /** What is between two values. */
  readonly separator: RegExp | '\n';
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly isGood: (value: string[]) => boolean;
  readonly complaint: () => string;
  readonly placeholder?: string | undefined;
}

/** Several values; empty ones do not count. */
export function LinesInput({ separator, value, onChange, isGood, ...rest }: LinesProps) {
  const split = (text: string) =>
    text
      .split(separator)
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const between = separator === '\n' ? '\n' : ', ';
  const [text, setText] = useState(value.join(between));
  const shown = split(text).join('\n') === value.join('\n') ? text : value.join(between);
  const change = (next: string) => {
    setText(next);
    onChange(split(next));
  };
  return <TextInput {...rest} lines value={shown} onChange={change} isGood={(typed) => isGood(split(typed))} />;
}
