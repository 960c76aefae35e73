// Short facts in one line, of which only those are in sight that fit into it.
import styles from './fitting-facts.module.css';

export interface Fact {
  readonly text: string;
  /** It may be shortened, where a number would say something else. */
  readonly isSentence?: boolean;
}

/** Read in the order in which they stand; a dot is between each two. */
export function FittingFacts({ facts }: { readonly facts: readonly Fact[] }) {
  const shown = facts.filter(({ text }) => text !== '');
  return (
    <span className={styles.line}>
      {shown.map(({ text, isSentence }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its place in the line is what stays while its text changes
        <span key={index} className={styles.fact} data-sentence={isSentence || undefined}>
          {index > 0 && ' · '}
          {text}
        </span>
      ))}
    </span>
  );
}
