// fails: typescript/prefer-nullish-coalescing
export const named = (name: string | undefined) => name || 'nobody';
