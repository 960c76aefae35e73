// The folders that results went to last: a button that opens the list of them. Nothing while there are none.
import { useContext, useRef } from 'react';
import { DialogTrigger, OverlayTriggerStateContext } from 'react-aria-components';
import type { RecentFolder } from '../../../main/contract/recent.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { useFocusAfterRemoval } from '../../components/focus-after-removal.ts';
import { CrossIcon, FolderIcon, RecentIcon } from '../../components/icons.tsx';
import { LightPopover } from '../../components/overlays/light-popover.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { loadRecent, openRecent, removeRecent, useRecent } from '../../stores/recent-store.ts';
import styles from './recent.module.css';

/** Below the cards of the empty window: a press on a folder shows it. */
export function RecentOpener() {
  const { t } = useWords();
  const some = useRecent(({ folders }) => folders.length > 0);
  if (!some) return null;
  return (
    <DialogTrigger onOpenChange={refresh}>
      <Button aria-haspopup="dialog">
        <RecentIcon />
        {t('recent.title')}
      </Button>
      <LightPopover name={t('recent.title')} align="start">
        <Folders act={({ id }) => void openRecent(id)} />
      </LightPopover>
    </DialogTrigger>
  );
}

/** Beside what chooses a folder: a press takes it. */
export function RecentChooser({ choose }: { readonly choose: (folder: RecentFolder) => void }) {
  const { t } = useWords();
  const some = useRecent(({ folders }) => folders.length > 0);
  if (!some) return null;
  return (
    <DialogTrigger onOpenChange={refresh}>
      <IconButton name={t('recent.title')} aria-haspopup="dialog">
        <RecentIcon />
      </IconButton>
      <LightPopover name={t('recent.title')} align="end">
        <Folders act={choose} />
      </LightPopover>
    </DialogTrigger>
  );
}

/** A drive may have come or gone since. */
function refresh(isOpen: boolean): void {
  if (isOpen) void loadRecent();
}

function Folders({ act }: { readonly act: (folder: RecentFolder) => void }) {
  const { t } = useWords();
  const folders = useRecent((state) => state.folders);
  const popover = useContext(OverlayTriggerStateContext);
  const list = useRef<HTMLUListElement>(null);
  const removed = useFocusAfterRemoval(list, folders);
  return (
    <ul ref={list} className={styles.folders} aria-label={t('recent.list')}>
      {folders.map((folder, index) => (
        <li key={folder.path} className={styles.folder}>
          <Button
            look="quiet"
            autoFocus={index === 0}
            onPress={() => {
              popover?.close();
              act(folder);
            }}
          >
            <FolderIcon />
            <span className={styles.texts}>
              <span className={styles.name}>{folder.name}</span>
              <span className={styles.path}>{folder.path}</span>
            </span>
          </Button>
          <IconButton
            name={t('recent.remove', { name: folder.name })}
            onPress={() => {
              removed(index);
              void removeRecent(folder.id);
            }}
          >
            <CrossIcon />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
