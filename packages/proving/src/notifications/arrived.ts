import type { SmtpSimulator } from '../simulators/smtp/smtp-server.ts';

/** The Message-IDs of all mails that each address got, one for each mail. */
export const arrivedAt = ({ mails }: Pick<SmtpSimulator, 'mails'>): ReadonlyMap<string, readonly string[]> => {
  const arrived = new Map<string, string[]>();
  for (const { to, content } of mails)
    for (const address of to) arrived.set(address, [...(arrived.get(address) ?? []), messageIdOf(content)]);
  return arrived;
};

const messageIdOf = (content: string): string => /^Message-ID: (\S+)/im.exec(content)?.[1] ?? 'none';
