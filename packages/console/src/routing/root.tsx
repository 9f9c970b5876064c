import { Outlet } from '@tanstack/react-router';
import { useKeptSession } from '../session/use-kept-session.ts';
import { useArrivalFocus } from './use-arrival-focus.ts';

/** Round every page, before and behind the door. */
export const Root = () => {
  useKeptSession();
  useArrivalFocus();
  return <Outlet />;
};
