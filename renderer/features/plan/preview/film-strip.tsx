// The pictures of a plan, to choose the one that is looked at.
import { ListBox, ListBoxItem, type Selection } from 'react-aria-components';
import { useWords } from '../../../i18n/use-words.ts';
import { Thumbnail } from '../../thumbnails/thumbnail.tsx';
import styles from './preview.module.css';
import type { PlannedPicture } from './use-pictures.ts';

interface FilmStripProps {
  readonly pictures: readonly PlannedPicture[];
  /** The id of an original. */
  readonly chosen: string;
  readonly choose: (id: string) => void;
}

export function FilmStrip({ pictures, chosen, choose }: FilmStripProps) {
  const { t } = useWords();
  const onSelectionChange = (selection: Selection) => {
    const [id] = selection === 'all' ? [] : selection;
    if (id !== undefined) choose(String(id));
  };
  return (
    <ListBox
      aria-label={t('preview.strip')}
      className={styles.strip ?? ''}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={onSelectionChange}
    >
      {pictures.map(({ name, plan, original }) => (
        <ListBoxItem
          key={original.id}
          id={original.id}
          textValue={name}
          aria-label={name}
          className={styles.frame ?? ''}
        >
          <Thumbnail
            picture={{ of: 'original', plan, index: original.index }}
            size="strip"
            version={plan}
            identity={original.id}
            lazy
          />
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
