/** The same at every try of a message, so that a mailbox can see that it has it already. */
export const messageIdOf = (id: string): string => `<${id}@notifications.holdfast>`;
