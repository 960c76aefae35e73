// What a job of a type would do with the present options, in short facts.
import type { JobTypeInfo } from '../../../main/contract/api.ts';
import { complete } from '../../job-types/option-values.ts';
import { summaryOf } from '../../job-types/summary.ts';
import { useThenTexts } from '../../job-types/use-next-texts.ts';
import { useTypeTexts } from '../../job-types/use-type-texts.ts';
import { useFormat } from '../../stores/app-store.ts';
import { useDraft, useDrafts, useThen } from '../../stores/drafts-store.ts';

export function useSummary(info: JobTypeInfo): string[] {
  const texts = useTypeTexts(info.type);
  const draft = useDraft(info.type);
  const folderNames = useDrafts((state) => state.folderNames);
  const { bytes } = useFormat();
  const parts = summaryOf(info, { texts, values: complete(info.options, draft), folderNames, bytes });
  const next = useThen(info.type);
  const { short } = useThenTexts(next ?? '');
  return [...parts, next ? short : ''].filter(Boolean);
}
