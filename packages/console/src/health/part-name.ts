/** `span_store` as a person reads it: `Span store`. */
export const partName = (part: string): string => {
  const words = part.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
