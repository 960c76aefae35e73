// The picture or icon of a job at the beginning of its row.
import { TypeIcon } from '../../components/icons.tsx';
import { useJobType } from '../../stores/app-store.ts';
import { useJobs } from '../../stores/jobs/jobs-store.ts';
import { Thumbnail } from '../thumbnails/thumbnail.tsx';
import styles from './job-row.module.css';

/** Of pictures the first, with the sign of the type; else that sign alone. */
export function JobPicture({ id, type }: { readonly id: string; readonly type: string }) {
  const info = useJobType(type);
  const ended = useJobs((state) => state.records[id]?.endedAt != null);
  if (!info?.pictures) return <TypeIcon path={info?.icon} size={20} />;
  return (
    <span className={styles.picture}>
      <Thumbnail
        picture={{ of: 'job', id }}
        size="row"
        version={String(ended)}
        fallback={<TypeIcon path={info.icon} size={20} />}
      />
      <span className={styles.sign}>
        <TypeIcon path={info.icon} size={12} />
      </span>
    </span>
  );
}
