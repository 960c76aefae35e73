// Short facts in a line, with a dot between each two.
import { Fragment } from 'react';
import styles from './fact-line.module.css';
import spoken from './spoken.module.css';

/** Breaks between the facts; no dot stands at the end of a line or at its start. Readers hear commas. */
export function FactLine({ facts }: { readonly facts: readonly string[] }) {
  return facts.map((fact, index) => (
    <Fragment key={fact}>
      {index > 0 && (
        <>
          <span className={spoken.spoken}>,</span>
          <span className={styles.dot}> </span>
        </>
      )}
      <span className={styles.fact}>{fact}</span>
    </Fragment>
  ));
}
