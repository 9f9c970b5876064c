import { startScript, type Script } from './start-script.ts';
import type { Called } from './tool.ts';

export interface Tool {
  readonly url: string;
  /** What it did since it was asked to forget. */
  tell(wish?: 'tell' | 'forget'): Promise<readonly Called[]>;
  stop(): Promise<void>;
}

export const startTool = async (): Promise<Tool> => {
  const script: Script<{ called: Called[] }> = await startScript('tool.ts', []);
  return {
    url: script.url,
    stop: script.stop,
    tell(wish = 'tell') {
      const told = script.next();
      script.send(wish);
      return told.then(({ called }) => called);
    },
  };
};
