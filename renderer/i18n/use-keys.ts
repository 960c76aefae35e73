// Shortcuts as menus and tips write them.
import { useTranslation } from 'react-i18next';
import { useApp } from '../stores/app-store.ts';

/** "Ctrl Shift G", or "⌘ ⇧ G" on a Mac. */
export function useKeys(): (key: string, shift?: 'shift') => string {
  const { t } = useTranslation();
  const mac = useApp((state) => state.info.platform === 'darwin');
  return (key, shift) => {
    const held = mac ? ['⌘', shift && '⇧'] : [t('help.ctrl'), shift && t('help.shift')];
    return [...held, key].filter(Boolean).join(' ');
  };
}
