// What is done with the results: another job, as one request. Offered to types that say so.
import { SwitchInput } from '../../components/fields/fields.tsx';
import { useTakers, useThenTexts } from '../../job-types/use-next-texts.ts';
import { useDrafts, useThen } from '../../stores/drafts-store.ts';
import styles from './options.module.css';

export function ThenOption({ type }: { readonly type: string }) {
  const takers = useTakers(type);
  if (takers.length === 0) return null;
  return (
    <div className={styles.rows}>
      {takers.map((taker) => (
        <ThenSwitch key={taker.type} type={type} next={taker.type} />
      ))}
    </div>
  );
}

function ThenSwitch({ type, next }: { readonly type: string; readonly next: string }) {
  const texts = useThenTexts(next);
  const chosen = useThen(type) === next;
  const chain = useDrafts((state) => state.chain);
  return (
    <SwitchInput
      label={texts.option}
      help={texts.help}
      value={chosen}
      onChange={(on) => chain(type, on ? next : undefined)}
    />
  );
}
