// A field to search what is below it.
import { Input, SearchField } from 'react-aria-components';
import { SearchIcon } from '../icons.tsx';
import styles from './search-input.module.css';

interface SearchInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Ctrl+F goes to it. */
  readonly isMain?: boolean;
}

export function SearchInput({ label, value, onChange, isMain = false }: SearchInputProps) {
  return (
    <SearchField aria-label={label} className={styles.search ?? ''} value={value} onChange={onChange}>
      <SearchIcon />
      <Input className={styles.input ?? ''} placeholder={label} data-find={isMain || undefined} />
    </SearchField>
  );
}
