// The options chosen for the next job of each type. Kept over restarts; frozen into a job when it is submitted.
import { useMemo } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { OptionInfo, SubmitRequest } from '../../main/contract/api.ts';
import { chosen, type Values } from '../job-types/option-values.ts';
import { useApp, useJobType } from './app-store.ts';

type Drafts = Readonly<Record<string, Values>>;

interface DraftsStore {
  readonly drafts: Drafts;
  /** By type: the type that its results go to, one request of the two. */
  readonly next: Readonly<Record<string, string | undefined>>;
  /** Passwords, and folders, whose ids end with the window: never written to the disk. */
  readonly brief: Drafts;
  /** By type: a password was typed once and not, or not alike, a second time. */
  readonly unconfirmed: Readonly<Record<string, boolean>>;
  /** By type: its password stays for the next jobs until the window closes. */
  readonly keepsSecret: Readonly<Record<string, boolean>>;
  /** Names of chosen folders, by id. */
  readonly folderNames: Readonly<Record<string, string>>;
  choose(type: string, option: OptionInfo, value: unknown): void;
  /** All options at once, as a preset has them. Passwords and folders stay. */
  replace(type: string, options: Values): void;
  setConfirmed(type: string, isConfirmed: boolean): void;
  setKept(type: string, isKept: boolean): void;
  /** A job has its password: the next one gets none, unless the user wants it to. */
  forgetSecrets(type: string, options: readonly OptionInfo[]): void;
  chain(type: string, next: string | undefined): void;
  reset(type: string): void;
  knowFolder(id: string, name: string): void;
}

const nothing: Values = {};

export const useDrafts = create<DraftsStore>()(
  persist(
    (set) => ({
      drafts: {},
      next: {},
      brief: {},
      unconfirmed: {},
      keepsSecret: {},
      folderNames: {},
      choose: (type, option, value) =>
        set((state) => {
          const shelf = isBrief(option) ? 'brief' : 'drafts';
          return { [shelf]: { ...state[shelf], [type]: { ...state[shelf][type], [option.key]: value } } };
        }),
      replace: (type, options) => set(({ drafts }) => ({ drafts: { ...drafts, [type]: options } })),
      setConfirmed: (type, isConfirmed) =>
        set(({ unconfirmed }) => ({ unconfirmed: { ...unconfirmed, [type]: !isConfirmed } })),
      setKept: (type, isKept) => set(({ keepsSecret }) => ({ keepsSecret: { ...keepsSecret, [type]: isKept } })),
      forgetSecrets: (type, options) =>
        set(({ brief, keepsSecret }) => {
          const keys = keepsSecret[type] ? [] : options.filter(protects).map(({ key }) => key);
          const rest = Object.entries(brief[type] ?? nothing).filter(([key]) => !keys.includes(key));
          return { brief: { ...brief, [type]: Object.fromEntries(rest) } };
        }),
      chain: (type, taker) => set(({ next }) => ({ next: { ...next, [type]: taker } })),
      reset: (type) =>
        set(({ drafts, brief, next, unconfirmed, keepsSecret }) => ({
          next: { ...next, [type]: undefined },
          drafts: { ...drafts, [type]: nothing },
          brief: { ...brief, [type]: nothing },
          unconfirmed: { ...unconfirmed, [type]: false },
          keepsSecret: { ...keepsSecret, [type]: false },
        })),
      knowFolder: (id, name) => set(({ folderNames }) => ({ folderNames: { ...folderNames, [id]: name } })),
    }),
    { name: 'dropmill.options', version: 1, partialize: ({ drafts, next }) => ({ drafts, next }) },
  ),
);

function protects(option: OptionInfo): boolean {
  return option.kind === 'text' && option.protects === true;
}

function isBrief(option: OptionInfo): boolean {
  return option.kind === 'text' && (option.secret === true || option.format === 'folder');
}

function draftOf({ drafts, brief }: Pick<DraftsStore, 'drafts' | 'brief'>, type: string): Values {
  return { ...drafts[type], ...brief[type] };
}

export function useDraft(type: string): Values {
  const drafts = useDrafts((state) => state.drafts[type]);
  const brief = useDrafts((state) => state.brief[type]);
  return useMemo(() => ({ ...drafts, ...brief }), [drafts, brief]);
}

/** Without passwords and folders: what may be kept. */
export function useKeptDraft(type: string): Values {
  return useDrafts((state) => state.drafts[type] ?? nothing);
}

/** The options to submit: what was chosen and fits the table. Main fills in the defaults. */
export function optionsToSubmit(type: string): Values {
  const info = useApp.getState().info.jobTypes.find((one) => one.type === type);
  return info ? chosen(info.options, draftOf(useDrafts.getState(), type)) : nothing;
}

/** What was chosen of the inputs' entries, as the option of the type that takes it. */
export function selectionOption(type: string, selection: readonly string[]): Values {
  const info = useApp.getState().info.jobTypes.find((one) => one.type === type);
  const option = info?.options.find(({ hidden }) => hidden === 'selection');
  return option && selection.length > 0 ? { [option.key]: selection } : nothing;
}

/** The same as they are now; another object only when they change. */
export function useOptionsToSubmit(type: string): Values {
  const draft = useDraft(type);
  const options = useJobType(type)?.options;
  return useMemo(() => (options ? chosen(options, draft) : nothing), [options, draft]);
}

/** The type that takes a type's results, as chosen and still there. */
export function useThen(type: string): string | undefined {
  const next = useDrafts((state) => state.next[type]);
  return useJobType(next ?? '')?.type;
}

/** The same as it is now; another object only when it changes. */
export function useThenToSubmit(type: string): SubmitRequest['next'] {
  const next = useThen(type);
  const options = useOptionsToSubmit(next ?? '');
  return useMemo(() => (next === undefined ? undefined : { type: next, options }), [next, options]);
}

/** The second half of a request, with the options chosen for its type. */
export function thenToSubmit(type: string): SubmitRequest['next'] {
  const next = useDrafts.getState().next[type];
  const known = useApp.getState().info.jobTypes.some((one) => one.type === next);
  return next !== undefined && known ? { type: next, options: optionsToSubmit(next) } : undefined;
}
