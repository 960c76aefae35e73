// The options chosen for the next job of each type. Kept over restarts; frozen into a job when it is submitted.
import { useMemo } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { JobTypeInfo, OptionInfo, SubmitRequest } from '../../main/contract/api.ts';
import { chosen, type Values } from '../job-types/option-values.ts';
import { useApp, useJobType } from './app-store.ts';

type Drafts = Readonly<Record<string, Values>>;

/** The options of one job that is reviewed again. */
export interface OwnDraft {
  readonly draft: Values;
  readonly brief: Values;
  readonly next: string | undefined;
}

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
  /** What was chosen for new jobs, while the options shown are those of a job that is asked for again. */
  readonly parked: (OwnDraft & { readonly type: string }) | null;
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
      parked: null,
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
        set((state) => {
          const { brief, keepsSecret } = state;
          const keys = keepsSecret[type] ? [] : options.filter(protects).map(({ key }) => key);
          const all = Object.entries(brief[type] ?? nothing);
          const rest = all.filter(([key]) => !keys.includes(key));
          // Mostly there is none, and the form stays as it is.
          return rest.length === all.length ? state : { brief: { ...brief, [type]: Object.fromEntries(rest) } };
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
    { name: 'dropmill.options', version: 1, partialize: (state) => toKeep(state) },
  ),
);

/** Whether it is a password of results. */
export function protects(option: OptionInfo): boolean {
  return option.kind === 'text' && option.protects === true;
}

/** What is written to the disk. */
export function toKeep(state: Shelves & Pick<DraftsStore, 'parked'>): Pick<Shelves, 'drafts' | 'next'> {
  const { drafts, next } = forNewJobs(state);
  return { drafts, next };
}

type Shelves = Pick<DraftsStore, 'drafts' | 'brief' | 'next'>;

/** What was chosen for new jobs. */
function forNewJobs({ drafts, brief, next, parked }: Shelves & Pick<DraftsStore, 'parked'>): Shelves {
  return parked ? put({ drafts, brief, next }, parked.type, parked) : { drafts, brief, next };
}

function put({ drafts, brief, next }: Shelves, type: string, own: OwnDraft): Shelves {
  return {
    drafts: { ...drafts, [type]: own.draft },
    brief: { ...brief, [type]: own.brief },
    next: { ...next, [type]: own.next },
  };
}

function take({ drafts, brief, next }: Shelves, type: string): OwnDraft {
  return { draft: drafts[type] ?? nothing, brief: brief[type] ?? nothing, next: next[type] };
}

/** Has the options be those of one job. What was chosen for new jobs waits, and is what is kept. */
export function parkDraft(type: string, own: OwnDraft): void {
  const state = useDrafts.getState();
  useDrafts.setState({ ...put(state, type, own), parked: { type, ...take(state, type) } });
}

/** Has the options be those for new jobs again. @returns what was chosen for the one job */
export function unparkDraft(): OwnDraft | undefined {
  const state = useDrafts.getState();
  if (!state.parked) return undefined;
  const own = take(state, state.parked.type);
  useDrafts.setState({ ...forNewJobs(state), parked: null });
  return own;
}

/** The options of a job as a draft: what differs from the defaults. */
export function ownDraft(info: Pick<JobTypeInfo, 'options'>, options: Values, next: string | undefined): OwnDraft {
  const values = chosen(info.options, options);
  const brief = new Set(info.options.filter(isBrief).map(({ key }) => key));
  const shelf = (isWanted: boolean) => Object.entries(values).filter(([key]) => brief.has(key) === isWanted);
  return { draft: Object.fromEntries(shelf(false)), brief: Object.fromEntries(shelf(true)), next };
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
function optionsToSubmit(type: string, shelves: Pick<DraftsStore, 'drafts' | 'brief'>): Values {
  const info = useApp.getState().info.jobTypes.find((one) => one.type === type);
  return info ? chosen(info.options, draftOf(shelves, type)) : nothing;
}

/** A request with the options as they are chosen: those shown, or those for new jobs. */
export function asChosen(type: string, from: 'shown' | 'new'): Pick<SubmitRequest, 'options' | 'next'> {
  const state = useDrafts.getState();
  const shelves = from === 'new' ? forNewJobs(state) : state;
  const taker = shelves.next[type];
  const known = useApp.getState().info.jobTypes.some((one) => one.type === taker);
  const next = taker !== undefined && known ? { type: taker, options: optionsToSubmit(taker, shelves) } : undefined;
  return { options: optionsToSubmit(type, shelves), ...(next && { next }) };
}

/** What was chosen of the inputs' entries, as the option of the type that takes it. */
export function selectionOption(type: string, selection: readonly string[]): Values {
  const info = useApp.getState().info.jobTypes.find((one) => one.type === type);
  const option = info?.options.find(({ hidden }) => hidden === 'selection');
  return option && selection.length > 0 ? { [option.key]: selection } : nothing;
}

/** The other way round. */
export function selectionIn(info: Pick<JobTypeInfo, 'options'>, options: Values): readonly string[] {
  const option = info.options.find(({ hidden }) => hidden === 'selection');
  const selection = option && options[option.key];
  return Array.isArray(selection) ? selection : [];
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
