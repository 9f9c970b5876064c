interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What is wrong with a payload, without repeating what is in it. */
export const sentenceOfIssues = (issues: readonly Issue[]): string =>
  issues
    .slice(0, 3)
    .map(({ path, message }) => `/${path.map(String).join('/')}: ${message}`)
    .join('; ');
