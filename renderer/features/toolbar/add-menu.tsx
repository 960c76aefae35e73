// Choosing files and folders for each job type.
import { MenuTrigger } from 'react-aria-components';
import type { JobTypeInfo } from '../../../main/contract/api.ts';
import { Button } from '../../components/button.tsx';
import { PlusIcon } from '../../components/icons.tsx';
import { Item, Menu, Section } from '../../components/overlays/menu.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { takesFolders } from '../../job-types/suggest.ts';
import { useTypeTexts } from '../../job-types/use-type-texts.ts';
import { chooseAndSubmit } from '../../stores/actions.ts';
import { useJobTypes } from '../../stores/app-store.ts';
import styles from './toolbar.module.css';

export function AddMenu() {
  const { t } = useWords();
  const types = useJobTypes();
  return (
    <MenuTrigger>
      <Button look="primary" aria-label={t('toolbar.add')}>
        <PlusIcon />
        <span className={styles.add}>{t('toolbar.add')}</span>
      </Button>
      <Menu name={t('toolbar.add')} align="start">
        {types.map((info) => (
          <TypeSection key={info.type} info={info} />
        ))}
      </Menu>
    </MenuTrigger>
  );
}

function TypeSection({ info }: { readonly info: JobTypeInfo }) {
  const { t } = useWords();
  const { name } = useTypeTexts(info.type);
  return (
    <Section title={name}>
      <Item name={t('drop.chooseFiles')} onAction={() => chooseAndSubmit('files', info.type)} />
      {takesFolders(info) && (
        <Item name={t('drop.chooseFolders')} onAction={() => chooseAndSubmit('folders', info.type)} />
      )}
    </Section>
  );
}
