import { useSyncExternalStore } from 'react';
import type { Remembered } from './remembered.ts';

export const useRemembered = <Choice extends string>(choice: Remembered<Choice>): Choice =>
  useSyncExternalStore(choice.subscribe, choice.current);
