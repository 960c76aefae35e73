// Where results are saved, and what happens if a file exists, unless a job's options say it.
import { useId } from 'react';
import type { Settings } from '../../../main/contract/settings.ts';
import { Button, IconButton } from '../../components/button.tsx';
import fields from '../../components/fields/fields.module.css';
import { ChoiceInput, RadioInput } from '../../components/fields/fields.tsx';
import { CrossIcon, FolderIcon } from '../../components/icons.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { chooseFolder } from '../../stores/actions.ts';
import { changeOutputFolder, changeSettings } from '../../stores/settings-store.ts';
import { RecentChooser } from '../recent/recent-folders.tsx';
import type { SectionProps } from './section-props.ts';
import styles from './settings.module.css';

export function OutputSettings({ settings }: SectionProps) {
  const { t } = useWords();
  return (
    <>
      <div className={styles.pair}>
        <OutputFolder name={settings.outputFolder} />
        <ChoiceInput
          label={t('settings.collision')}
          options={[
            { key: 'rename', label: t('settings.collisionRename') },
            { key: 'skip', label: t('settings.collisionSkip') },
            { key: 'overwrite', label: t('settings.collisionOverwrite') },
          ]}
          value={settings.collision}
          onChange={(collision) => changeSettings({ collision: collision as Settings['collision'] })}
        />
      </div>
      <p className={styles.note}>{t('settings.outputsNote')}</p>
      <RadioInput
        label={t('settings.start')}
        options={[
          { key: 'now', label: t('settings.startNow'), help: t('settings.startNowHelp') },
          { key: 'plan', label: t('settings.startPlan'), help: t('settings.startPlanHelp') },
        ]}
        value={settings.startAtOnce ? 'now' : 'plan'}
        onChange={(key) => changeSettings({ startAtOnce: key === 'now' })}
      />
    </>
  );
}

function OutputFolder({ name }: { readonly name: string | null }) {
  const { t } = useWords();
  const choose = async () => {
    const id = await chooseFolder();
    if (id !== undefined) await changeOutputFolder(id);
  };
  const labelId = useId();
  const text = name ?? t('settings.beside');
  return (
    <fieldset className={fields.field} aria-labelledby={labelId}>
      <span id={labelId} className={fields.label}>
        {t('settings.place')}
      </span>
      <div className={fields.folder}>
        <Button onPress={choose} aria-label={t('settings.placeButton', { place: text })}>
          <FolderIcon />
          <span className={fields.folderName}>{text}</span>
        </Button>
        <RecentChooser choose={({ id }) => void changeOutputFolder(id)} />
        {name !== null && (
          <IconButton name={t('settings.beside')} onPress={() => changeOutputFolder(null)}>
            <CrossIcon />
          </IconButton>
        )}
      </div>
    </fieldset>
  );
}
