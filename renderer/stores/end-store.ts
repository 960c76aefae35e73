// The mirror of main's decision how the app ends.
import { create } from 'zustand';
import type { DropmillApi } from '../../main/contract/api.ts';
import type { EndState, LeaveChoice } from '../../main/contract/ending.ts';
import { api } from '../bridge.ts';
import { isSame, useWindow } from './window-store.ts';

const calm: EndState = { asking: false, leaving: null, finishing: 0, countdown: null, problem: null, unsaved: null };

export const useEnd = create<EndState>()(() => calm);

/** Follows main for the life of the window. */
export async function connectEnd(api: DropmillApi): Promise<void> {
  const take = (state: EndState) => {
    const { problem } = useEnd.getState();
    useEnd.setState(state);
    if (state.problem && !isSame(state.problem, problem)) useWindow.getState().say(state.problem);
  };
  api.onEndChanged(take);
  const answer = await api.end();
  if (answer.ok) take(answer.value);
}

export async function leave(choice: LeaveChoice): Promise<void> {
  const answer = await api().leave(choice);
  if (!answer.ok) useWindow.getState().say(answer.error);
}

/** Does at once what the countdown is for, or calls it off. */
export async function settleCountdown(choice: 'now' | 'cancel'): Promise<void> {
  const answer = await api().settleCountdown(choice);
  if (!answer.ok) useWindow.getState().say(answer.error);
}
