// A field for a password: hidden unless it is to be seen, and typed twice where a slip would lock the user out.
import { useState } from 'react';
import { FieldError, Input, TextField, ToggleButton } from 'react-aria-components';
import styles from './fields.module.css';
import { FieldLabel, Help, type Labelled } from './fields.tsx';

export interface SecretTexts {
  /** On the button, and its name: "Show", "Show password". */
  readonly show: string;
  readonly showName: string;
  /** Label of the second field. */
  readonly repeat: string;
  readonly differ: string;
}

interface SecretProps extends Labelled {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly texts: SecretTexts;
  /** Asks for it twice, unless it is shown. Called with whether both are the same. */
  readonly onConfirm?: ((isConfirmed: boolean) => void) | undefined;
  /** Whether it was, when this field was here before. */
  readonly isConfirmed?: boolean;
}

export function SecretInput({ label, help, value, onChange, texts, onConfirm, isConfirmed = false }: SecretProps) {
  const [shown, setShown] = useState(false);
  const [again, setAgain] = useState(isConfirmed ? value : '');
  const [given, setGiven] = useState(value);
  if (given !== value) {
    setGiven(value);
    // It was taken away: the next one is typed twice again, and hidden.
    if (value === '') {
      setAgain('');
      setShown(false);
    }
  }
  const change = (next: string) => {
    setGiven(next);
    if (next === '') setAgain('');
    onChange(next);
    onConfirm?.(next === '' || shown || next === again);
  };
  const show = (next: boolean) => {
    setShown(next);
    if (!next && value !== '') setAgain(value);
    onConfirm?.(true);
  };
  const repeat = (next: string) => {
    setAgain(next);
    onConfirm?.(next === value);
  };
  return (
    <div className={styles.secret}>
      <TextField
        className={styles.field ?? ''}
        value={value}
        onChange={change}
        type={shown ? 'text' : 'password'}
        autoComplete="off"
      >
        <FieldLabel>{label}</FieldLabel>
        <div className={styles.beside}>
          <Input className={styles.input ?? ''} spellCheck="false" />
          <ToggleButton className={styles.preset ?? ''} isSelected={shown} onChange={show} aria-label={texts.showName}>
            {texts.show}
          </ToggleButton>
        </div>
        <Help text={help} />
      </TextField>
      {onConfirm && value !== '' && !shown && (
        <TextField
          className={styles.field ?? ''}
          value={again}
          onChange={repeat}
          isInvalid={again !== '' && again !== value}
          type="password"
          autoComplete="off"
        >
          <FieldLabel>{texts.repeat}</FieldLabel>
          <Input className={styles.input ?? ''} spellCheck="false" />
          <FieldError className={styles.error ?? ''}>{texts.differ}</FieldError>
        </TextField>
      )}
    </div>
  );
}
