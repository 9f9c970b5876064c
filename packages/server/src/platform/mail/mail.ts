/** One message. Its text is what everybody can read; the HTML says the same. */
export interface Message {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** The same for every attempt at the same message, so that a mailbox can see that it has it already. */
  readonly messageId?: string;
}

/**
 * What became of a message for one address. `temporary`: try again later. `permanent`: this address or this message will be
 * refused again. What was accepted is in the hands of the mail server.
 */
export interface Delivery {
  readonly address: string;
  readonly outcome: 'accepted' | 'temporary' | 'permanent';
  /** Empty when accepted. May hold what the server said, so it is for those who may see the address. */
  readonly reason: string;
}

export interface Mail {
  readonly isConfigured: boolean;
  /** Tells of each address. Throws `mail_not_configured` where there is no mail server, or the reason of the signal. */
  send(message: Message, signal?: AbortSignal): Promise<readonly Delivery[]>;
  close(): Promise<void>;
}
