// Shortcuts as menus and tips write them.
import { useApp } from '../stores/app-store.ts';
import { useWords } from './use-words.ts';

/** "Ctrl Shift G", or "⌘ ⇧ G" on a Mac. */
export function useKeys(): (key: string, shift?: 'shift') => string {
  const { t } = useWords();
  const mac = useApp((state) => state.info.platform === 'darwin');
  return (key, shift) => {
    const held = mac ? ['⌘', shift && '⇧'] : [t('help.ctrl'), shift && t('help.shift')];
    return [...held, key].filter(Boolean).join(' ');
  };
}
