// Form controls with label and help: switch, choice, radio buttons, checks.
import { type ReactNode, useId } from 'react';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  Label,
  ListBox,
  ListBoxItem,
  Radio,
  RadioGroup,
  Select,
  SelectValue,
  Switch,
  Text,
} from 'react-aria-components';
import { CheckIcon, ChevronDownIcon } from '../icons.tsx';
import { LightPopover } from '../overlays/light-popover.tsx';
import styles from './fields.module.css';
import toggles from './toggles.module.css';

export interface Labelled {
  readonly label: string;
  readonly help?: string | undefined;
}

export interface Option {
  readonly key: string;
  readonly label: string;
}

export function FieldLabel({ children }: { readonly children: ReactNode }) {
  return <Label className={styles.label ?? ''}>{children}</Label>;
}

export function Help({ text }: { readonly text: string | undefined }) {
  return text ? (
    <Text slot="description" className={styles.help ?? ''}>
      {text}
    </Text>
  ) : null;
}

interface SwitchProps extends Labelled {
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

export function SwitchInput({ label, help, value, onChange }: SwitchProps) {
  const helpId = useId();
  return (
    <div className={styles.field}>
      <Switch
        isSelected={value}
        onChange={onChange}
        className={toggles.switch ?? ''}
        {...(help && { 'aria-describedby': helpId })}
      >
        <span className={toggles.knobTrack}>
          <span className={toggles.knob} style={{ display: 'block' }} />
        </span>
        {label}
      </Switch>
      {help && (
        <p id={helpId} className={styles.help}>
          {help}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps extends Labelled {
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (key: string) => void;
  /** The label is for screen readers only. */
  readonly hideLabel?: boolean;
}

export function ChoiceInput({ label, help, options, value, onChange, hideLabel = false }: ChoiceProps) {
  return (
    <Select
      className={styles.field ?? ''}
      selectedKey={value}
      onSelectionChange={(key) => key !== null && onChange(String(key))}
      {...(hideLabel && { 'aria-label': label })}
    >
      {!hideLabel && <FieldLabel>{label}</FieldLabel>}
      <Button className={styles.select ?? ''}>
        <SelectValue>{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDownIcon />
      </Button>
      <Help text={help} />
      <LightPopover name={label} align="start">
        <ListBox className={styles.list ?? ''} items={options.map((option) => ({ id: option.key, ...option }))}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={styles.option ?? ''}>
              {({ isSelected }) => (
                <>
                  <span className={styles.tick}>{isSelected && <CheckIcon />}</span>
                  {option.label}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </LightPopover>
    </Select>
  );
}

interface RadioProps extends Labelled {
  readonly options: readonly (Option & { readonly help?: string })[];
  readonly value: string;
  readonly onChange: (key: string) => void;
}

/** For a few choices that each need a line on what they mean. */
export function RadioInput({ label, help, options, value, onChange }: RadioProps) {
  return (
    <RadioGroup className={styles.field ?? ''} value={value} onChange={onChange}>
      <FieldLabel>{label}</FieldLabel>
      <div className={toggles.radios}>
        {options.map((option) => (
          <RadioOption key={option.key} option={option} />
        ))}
      </div>
      <Help text={help} />
    </RadioGroup>
  );
}

function RadioOption({ option }: { readonly option: RadioProps['options'][number] }) {
  const labelId = useId();
  const helpId = useId();
  return (
    <Radio
      value={option.key}
      className={toggles.radio ?? ''}
      aria-labelledby={labelId}
      {...(option.help && { 'aria-describedby': helpId })}
    >
      <span className={toggles.ring} />
      <span className={toggles.radioText}>
        <span id={labelId}>{option.label}</span>
        {option.help && (
          <span id={helpId} className={styles.help}>
            {option.help}
          </span>
        )}
      </span>
    </Radio>
  );
}

interface ChecksProps extends Labelled {
  readonly options: readonly Option[];
  readonly value: readonly string[];
  readonly onChange: (keys: string[]) => void;
}

export function ChecksInput({ label, help, options, value, onChange }: ChecksProps) {
  return (
    <CheckboxGroup className={styles.field ?? ''} value={[...value]} onChange={onChange}>
      <FieldLabel>{label}</FieldLabel>
      <div className={toggles.checks}>
        {options.map((option) => (
          <Checkbox key={option.key} value={option.key} className={toggles.check ?? ''}>
            <span className={toggles.tickBox}>
              <CheckIcon />
            </span>
            {option.label}
          </Checkbox>
        ))}
      </div>
      <Help text={help} />
    </CheckboxGroup>
  );
}
