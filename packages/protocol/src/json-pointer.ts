/** The steps of a JSON pointer (RFC 6901): a name as it stands in one, and back. */
export const stepOf = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

export const nameOf = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');
