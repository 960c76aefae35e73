// The options chosen for the next job of each type. Kept over restarts; frozen into a job when it is submitted.
import { useMemo } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Json } from '../features/options/json-schema.ts';
import { type Field, fieldsOf } from '../features/options/schema.ts';
import { chosen } from '../features/options/values.ts';
import { useApp } from './app-store.ts';

type Drafts = Readonly<Record<string, Json>>;

interface DraftsStore {
  readonly drafts: Drafts;
  /** Passwords live here: never written to the disk. */
  readonly secrets: Drafts;
  choose(type: string, field: Pick<Field, 'name' | 'control'>, value: unknown): void;
  /** All options at once, as a preset has them. Passwords stay. */
  replace(type: string, options: Json): void;
  reset(type: string): void;
}

const nothing: Json = {};

export const useDrafts = create<DraftsStore>()(
  persist(
    (set) => ({
      drafts: {},
      secrets: {},
      choose: (type, { name, control }, value) =>
        set((state) => {
          const shelf = control.kind === 'text' && control.secret ? 'secrets' : 'drafts';
          return { [shelf]: { ...state[shelf], [type]: { ...state[shelf][type], [name]: value } } };
        }),
      replace: (type, options) => set(({ drafts }) => ({ drafts: { ...drafts, [type]: options } })),
      reset: (type) =>
        set(({ drafts, secrets }) => ({
          drafts: { ...drafts, [type]: nothing },
          secrets: { ...secrets, [type]: nothing },
        })),
    }),
    { name: 'dropmill.options', version: 1, partialize: ({ drafts }) => ({ drafts }) },
  ),
);

function draftOf({ drafts, secrets }: Pick<DraftsStore, 'drafts' | 'secrets'>, type: string): Json {
  return { ...drafts[type], ...secrets[type] };
}

export function useDraft(type: string): Json {
  const drafts = useDrafts((state) => state.drafts[type]);
  const secrets = useDrafts((state) => state.secrets[type]);
  return useMemo(() => ({ ...drafts, ...secrets }), [drafts, secrets]);
}

/** Without passwords: what may be kept. */
export function useKeptDraft(type: string): Json {
  return useDrafts((state) => state.drafts[type] ?? nothing);
}

/** The options to submit: what was chosen and fits the schema. Main fills in the defaults. */
export function optionsToSubmit(type: string): Json {
  const schema = useApp.getState().info.jobTypes.find((one) => one.type === type)?.optionsSchema;
  return schema ? chosen(fieldsOf(schema), draftOf(useDrafts.getState(), type)) : nothing;
}
