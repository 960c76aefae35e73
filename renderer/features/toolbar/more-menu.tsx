// Commands that are used seldom: some of the queue, settings and help.
import { MenuTrigger } from 'react-aria-components';
import { IconButton } from '../../components/button.tsx';
import { MoreIcon } from '../../components/icons.tsx';
import { Item, Menu, Section } from '../../components/overlays/menu.tsx';
import { useKeys } from '../../i18n/use-keys.ts';
import { useWords } from '../../i18n/use-words.ts';
import { cancelWaiting, resumeAll, retryFailed } from '../../stores/actions.ts';
import { retryableIds } from '../../stores/jobs/job-states.ts';
import { useJobs } from '../../stores/jobs/jobs-store.ts';
import { isMovable } from '../../stores/jobs/queue-order.ts';
import { checkForUpdates } from '../../stores/updates-store.ts';
import { useWindow } from '../../stores/window-store.ts';

function QueueItems() {
  const { t } = useWords();
  const keys = useKeys();
  const failed = useJobs((state) => retryableIds(state).length > 0);
  const paused = useJobs((state) => Object.values(state.records).some((record) => record.state === 'paused'));
  const waiting = useJobs((state) => Object.values(state.records).some(isMovable));
  return (
    <Section title={t('toolbar.label')}>
      <Item name={t('toolbar.resumeAll')} shortcut={keys('G', 'shift')} isDisabled={!paused} onAction={resumeAll} />
      <Item name={t('toolbar.retryFailed')} shortcut={keys('R', 'shift')} isDisabled={!failed} onAction={retryFailed} />
      <Item name={t('toolbar.cancelWaiting')} isDisabled={!waiting} onAction={cancelWaiting} />
    </Section>
  );
}

export function MoreMenu() {
  const { t } = useWords();
  const keys = useKeys();
  const setSettings = useWindow((state) => state.setSettings);
  const setHelp = useWindow((state) => state.setHelp);
  const openSheet = useWindow((state) => state.openSheet);
  return (
    <MenuTrigger>
      <IconButton name={t('toolbar.more')}>
        <MoreIcon />
      </IconButton>
      <Menu name={t('toolbar.more')}>
        <QueueItems />
        <Item name={t('watch.menu')} onAction={() => openSheet('watch')} />
        <Item name={t('toolbar.settings')} shortcut={keys(',')} onAction={() => setSettings(true)} />
        <Item name={t('toolbar.shortcuts')} shortcut="?" onAction={() => setHelp(true)} />
        <Item name={t('guide.title')} onAction={() => openSheet('guide')} />
        <Item name={t('about.checkUpdates')} onAction={() => void checkForUpdates()} />
        <Item name={t('about.title')} onAction={() => openSheet('about')} />
      </Menu>
    </MenuTrigger>
  );
}
