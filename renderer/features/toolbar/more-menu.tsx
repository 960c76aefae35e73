// Appearance and help.
import { MenuTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import { MoreIcon } from '../../components/icons.tsx';
import { Item, Menu, Section } from '../../components/menu.tsx';
import { useWindow } from '../../stores/window-store.ts';

export function MoreMenu() {
  const { t } = useTranslation();
  const theme = useWindow((state) => state.theme);
  const setTheme = useWindow((state) => state.setTheme);
  const setHelp = useWindow((state) => state.setHelp);
  return (
    <MenuTrigger>
      <IconButton name={t('toolbar.more')}>
        <MoreIcon />
      </IconButton>
      <Menu name={t('toolbar.more')}>
        <Section title={t('toolbar.appearance')}>
          <Item name={t('toolbar.themeSystem')} checked={theme === 'system'} onAction={() => setTheme('system')} />
          <Item name={t('toolbar.themeLight')} checked={theme === 'light'} onAction={() => setTheme('light')} />
          <Item name={t('toolbar.themeDark')} checked={theme === 'dark'} onAction={() => setTheme('dark')} />
        </Section>
        <Item name={t('toolbar.shortcuts')} shortcut="?" onAction={() => setHelp(true)} />
      </Menu>
    </MenuTrigger>
  );
}
