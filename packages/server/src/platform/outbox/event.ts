/** An event as it is told: on the bus, and, without its workspace, to receivers of webhooks. */
export interface ToldEvent {
  readonly id: string;
  readonly type: string;
  readonly object: { readonly kind: string; readonly id: string };
  /** Of its object. One that does not follow the last one heard says that something was missed: look at the object. */
  readonly sequence: number;
  /** When it was written down. */
  readonly time: string;
  readonly data: unknown;
}
