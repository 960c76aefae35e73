// Choosing, saving, renaming and deleting presets of a job type's options.
import { type FormEvent, memo, useState } from 'react';
import { MenuTrigger } from 'react-aria-components';
import type { JobTypeInfo } from '../../../main/contract/api.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { ChoiceInput } from '../../components/fields/fields.tsx';
import { TextInput } from '../../components/fields/text-fields.tsx';
import { MoreIcon } from '../../components/icons.tsx';
import { Item, Menu } from '../../components/overlays/menu.tsx';
import { Sheet, SheetButtons } from '../../components/overlays/sheet.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { chosen } from '../../job-types/option-values.ts';
import { DEFAULTS, matchPreset, type Preset } from '../../job-types/presets.ts';
import { exportPreset, importPreset } from '../../stores/actions.ts';
import { useDrafts, useKeptDraft } from '../../stores/drafts-store.ts';
import { useOwnPresets, usePresets } from '../../stores/presets-store.ts';
import styles from './options.module.css';
import { usePresetList } from './use-preset-list.ts';

/** Choosing this changes nothing; it says that the options are none of the presets. */
const CUSTOM = 'custom';

export const PresetBar = memo(function PresetBar({ info }: { readonly info: JobTypeInfo }) {
  const { t } = useWords();
  const { type } = info;
  const draft = useKeptDraft(type);
  const { replace, reset } = useDrafts.getState();
  const own = useOwnPresets(type);
  const presets = usePresetList(info, own);
  const current = matchPreset(info.options, draft, presets);
  const options = presets.map(({ id, name }) => ({ key: id, label: name }));
  const choose = (key: string) => {
    const preset = presets.find((one) => one.id === key);
    if (key === DEFAULTS) reset(type);
    else if (preset) replace(type, preset.options);
  };
  return (
    <div className={styles.presets}>
      <ChoiceInput
        label={t('presets.label')}
        hideLabel
        options={current ? options : [{ key: CUSTOM, label: t('presets.custom') }, ...options]}
        value={current?.id ?? CUSTOM}
        onChange={choose}
      />
      <PresetMenu
        type={type}
        current={own.find((preset) => preset.id === current?.id)}
        name={current?.name ?? t('presets.custom')}
        options={chosen(info.options, draft)}
        isDefault={current?.id === DEFAULTS}
      />
    </div>
  );
});

interface PresetMenuProps {
  readonly type: string;
  /** The chosen preset, when it is one of the user's own. */
  readonly current: Preset | undefined;
  /** What a file of the options is called. */
  readonly name: string;
  readonly options: Preset['options'];
  readonly isDefault: boolean;
}

function PresetMenu({ type, current, name, options, isDefault }: PresetMenuProps) {
  const { t } = useWords();
  const [naming, setNaming] = useState<'save' | 'rename' | null>(null);
  const { save, rename, remove } = usePresets.getState();
  const reset = useDrafts((state) => state.reset);
  const done = (given: string) => {
    if (naming === 'rename' && current) rename(type, current.id, given);
    else save(type, given, options);
    setNaming(null);
  };
  return (
    <>
      <MenuTrigger>
        <IconButton name={t('presets.menu')}>
          <MoreIcon />
        </IconButton>
        <Menu name={t('presets.menu')}>
          <Item name={t('presets.save')} onAction={() => setNaming('save')} />
          <Item name={t('presets.rename')} isDisabled={!current} onAction={() => setNaming('rename')} />
          <Item name={t('presets.delete')} isDisabled={!current} onAction={() => current && remove(type, current.id)} />
          <Item name={t('presets.importFile')} onAction={() => void importPreset()} />
          <Item name={t('presets.exportFile')} onAction={() => void exportPreset({ type, name, options })} />
          <Item name={t('options.reset')} isDisabled={isDefault} onAction={() => reset(type)} />
        </Menu>
      </MenuTrigger>
      <NameSheet
        key={naming}
        title={t(naming === 'rename' ? 'presets.renameTitle' : 'presets.saveTitle')}
        start={naming === 'rename' ? (current?.name ?? '') : ''}
        open={naming !== null}
        onClose={() => setNaming(null)}
        onDone={done}
      />
    </>
  );
}

interface NameSheetProps {
  readonly title: string;
  readonly start: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDone: (name: string) => void;
}

function NameSheet({ title, start, open, onClose, onDone }: NameSheetProps) {
  const { t } = useWords();
  const [name, setName] = useState(start);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onDone(name.trim());
  };
  return (
    <Sheet title={title} open={open} onOpenChange={(next) => !next && onClose()} width={360}>
      <form onSubmit={submit}>
        <div className={styles.sheetField}>
          <TextInput
            label={t('presets.name')}
            value={name}
            onChange={setName}
            isGood={() => true}
            complaint={() => ''}
            autoFocus
          />
        </div>
        <SheetButtons>
          <Button onPress={onClose}>{t('presets.cancel')}</Button>
          <Button look="primary" type="submit" isDisabled={name.trim() === ''}>
            {t('presets.ok')}
          </Button>
        </SheetButtons>
      </form>
    </Sheet>
  );
}
