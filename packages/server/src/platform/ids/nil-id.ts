/** Sorts before every id there is: a round of workspaces or targets begins behind it. */
export const NIL_ID = '00000000-0000-0000-0000-000000000000';
