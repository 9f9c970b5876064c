/** The client hung up: whatever is being done for it may stop. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}
