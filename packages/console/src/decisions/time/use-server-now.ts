import { useEffect, useState } from 'react';
import type { Known } from '../../live/live.ts';

const SECOND = 1_000;

/** The server's time, second by second from when it last answered. */
export const useServerNow = ({ at, serverAt }: Pick<Known<unknown>, 'at' | 'serverAt'>): number => {
  const [now, setNow] = useState(at);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  return serverAt + Math.max(0, now - at);
};
