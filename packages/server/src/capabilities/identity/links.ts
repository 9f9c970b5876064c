/** Where people open what they were sent. The token is behind the #: no browser sends that to a server, so no log has it. */
export interface Links {
  invitation(token: string): string;
  reset(token: string): string;
}

export const createLinks = (baseUrl: () => string): Links => {
  const at = (path: string, token: string): string => {
    const url = new URL(path, baseUrl());
    url.hash = token;
    return url.href;
  };
  return { invitation: (token) => at('/invitation', token), reset: (token) => at('/reset', token) };
};
