// Settings and help.
import { MenuTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import { MoreIcon } from '../../components/icons.tsx';
import { Item, Menu } from '../../components/menu.tsx';
import { useApp } from '../../stores/app-store.ts';
import { useWindow } from '../../stores/window-store.ts';

export function MoreMenu() {
  const { t } = useTranslation();
  const mac = useApp((state) => state.info.platform === 'darwin');
  const setSettings = useWindow((state) => state.setSettings);
  const setHelp = useWindow((state) => state.setHelp);
  return (
    <MenuTrigger>
      <IconButton name={t('toolbar.more')}>
        <MoreIcon />
      </IconButton>
      <Menu name={t('toolbar.more')}>
        <Item
          name={t('toolbar.settings')}
          shortcut={mac ? '⌘ ,' : `${t('help.ctrl')} ,`}
          onAction={() => setSettings(true)}
        />
        <Item name={t('toolbar.shortcuts')} shortcut="?" onAction={() => setHelp(true)} />
      </Menu>
    </MenuTrigger>
  );
}
