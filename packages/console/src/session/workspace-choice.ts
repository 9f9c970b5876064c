const KEY = 'holdfast.workspace';

/** Which of one's workspaces this tab is in. A new tab of this browser begins where the last choice was made. */
export interface WorkspaceChoice {
  readonly current: () => string | undefined;
  readonly choose: (id: string) => void;
}

/** Storage may be forbidden or full. Then a choice lasts as long as the page. */
const read = (): string | undefined => {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
};

export const createWorkspaceChoice = (): WorkspaceChoice => {
  let current = read();
  return {
    current: () => current,
    choose: (id) => {
      current = id;
      try {
        localStorage.setItem(KEY, id);
      } catch {
        // See above.
      }
    },
  };
};
