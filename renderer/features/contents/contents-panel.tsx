// What archives hold: a search, all or none, and the tree.
import { useDeferredValue, useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { SearchInput } from '../../components/fields/search-input.tsx';
import { useWords } from '../../i18n/use-words.ts';
import styles from './contents.module.css';
import { ContentsTree } from './contents-tree.tsx';
import type { Contents } from './use-contents.ts';

export function ContentsPanel({ contents }: { readonly contents: Contents }) {
  const { t, format } = useWords();
  const { counts, filter, pages, search, choose } = contents;
  const [typed, setTyped] = useState(filter.search);
  const settled = useDeferredValue(typed.trim());
  useEffect(() => {
    if (settled !== filter.search) search(settled);
  }, [settled, filter, search]);
  const isFound = filter.search !== '';
  const amounts = counts && { chosen: format.count(counts.entries), of: format.count(counts.of) };
  return (
    <div className={styles.panel}>
      <div className={styles.tools}>
        <SearchInput label={t('contents.search')} value={typed} onChange={setTyped} />
        <Button onPress={() => choose({ found: filter.search }, true)}>
          {t(isFound ? 'contents.allFound' : 'contents.all')}
        </Button>
        <Button onPress={() => choose({ found: filter.search }, false)}>
          {t(isFound ? 'contents.noneFound' : 'contents.none')}
        </Button>
        {amounts && (
          <span className={styles.amounts} role="status">
            {t('contents.chosen', amounts)}
          </span>
        )}
      </div>
      {pages.total === 0 ? (
        <p className={styles.nothing}>{t(isFound ? 'contents.nothingFound' : 'contents.empty')}</p>
      ) : (
        pages.total !== null && <ContentsTree contents={contents} name={t('contents.label')} />
      )}
    </div>
  );
}
