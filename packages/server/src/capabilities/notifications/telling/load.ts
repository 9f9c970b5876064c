/** How much a member has got already. */
export interface Load {
  readonly unread: number;
  readonly mailedLately: number;
}

/** Who has not looked at so many does not look at more. */
export const MOST_UNREAD = 1_000;
/** Within an hour, to one member. */
export const MOST_MAILS = 30;
