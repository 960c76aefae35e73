// A password of the next job. What protects results is typed twice, and kept for further ones only when the user says so.
import { Checkbox } from 'react-aria-components';
import type { OptionInfo } from '../../../main/contract/api.ts';
import styles from '../../components/fields/fields.module.css';
import { SecretInput } from '../../components/fields/secret-input.tsx';
import toggles from '../../components/fields/toggles.module.css';
import { CheckIcon } from '../../components/icons.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useDrafts } from '../../stores/drafts-store.ts';

interface SecretOptionProps {
  readonly type: string;
  readonly option: Extract<OptionInfo, { kind: 'text' }>;
  readonly label: string;
  readonly help: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

export function SecretOption({ type, option, label, help, value, onChange }: SecretOptionProps) {
  const { t } = useWords();
  const { setConfirmed, setKept } = useDrafts.getState();
  const isConfirmed = useDrafts((state) => !state.unconfirmed[type]);
  const isKept = useDrafts((state) => state.keepsSecret[type] === true);
  const { protects = false, maxSharedBytes: bytes = Number.POSITIVE_INFINITY } = option;
  const isLong = bytesOf(value) > bytes;
  return (
    <div className={styles.secret}>
      <SecretInput
        label={label}
        help={isLong ? t('options.longPassword', { bytes }) : help}
        value={value}
        onChange={onChange}
        texts={{
          show: t('options.show'),
          showName: t('options.showName'),
          repeat: t('options.repeat'),
          differ: t('options.differ'),
        }}
        onConfirm={protects ? (confirmed) => setConfirmed(type, confirmed) : undefined}
        isConfirmed={isConfirmed}
      />
      {protects && value !== '' && (
        <Checkbox className={toggles.check ?? ''} isSelected={isKept} onChange={(kept) => setKept(type, kept)}>
          <span className={toggles.tickBox}>
            <CheckIcon />
          </span>
          {t('options.keepPassword')}
        </Checkbox>
      )}
    </div>
  );
}
