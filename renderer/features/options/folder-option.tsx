// Choosing a folder. The window holds an id and a name; main alone knows the path.
import { useId } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import styles from '../../components/fields/fields.module.css';
import { CrossIcon, FolderIcon } from '../../components/icons.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { chooseFolder } from '../../stores/actions.ts';
import { useDrafts } from '../../stores/drafts-store.ts';
import { RecentChooser } from '../recent/recent-folders.tsx';

interface FolderOptionProps {
  readonly label: string;
  readonly help: string | undefined;
  /** Id of a PathRef; '' while none is chosen. */
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

export function FolderOption({ label, help, value, onChange }: FolderOptionProps) {
  const { t } = useWords();
  const labelId = useId();
  const name = useDrafts((state) => (typeof value === 'string' ? state.folderNames[value] : undefined));
  const choose = async () => {
    const id = await chooseFolder();
    if (id !== undefined) onChange(id);
  };
  return (
    <fieldset className={styles.field} aria-labelledby={labelId}>
      <span id={labelId} className={styles.label}>
        {label}
      </span>
      <div className={styles.folder}>
        <Button onPress={choose} aria-label={`${label}: ${name ?? t('options.chooseFolder')}`}>
          <FolderIcon />
          <span className={styles.folderName}>{name ?? t('options.chooseFolder')}</span>
        </Button>
        <RecentChooser
          choose={(folder) => {
            useDrafts.getState().knowFolder(folder.id, folder.name);
            onChange(folder.id);
          }}
        />
        {name !== undefined && (
          <IconButton name={t('options.noFolder')} onPress={() => onChange('')}>
            <CrossIcon />
          </IconButton>
        )}
      </div>
      {help && <p className={styles.help}>{help}</p>}
    </fieldset>
  );
}
