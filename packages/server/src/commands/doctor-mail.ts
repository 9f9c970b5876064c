import { mailServerOf } from '../open-mail.ts';
import { greetServer } from '../platform/mail/greet-server.ts';
import { OperatorError } from '../platform/operator-error.ts';
import { bad, ok, type Finding, type Patient } from './finding.ts';

const WITHIN_MS = 5000;

/** Signs in at the mail server and sends nothing. */
export const lookAtMail = async ({ config }: Patient): Promise<Finding[]> => {
  const server = serverOf(config);
  if (server === undefined) return [ok('No mail is sent.')];
  const { hostname, port } = server.url;
  const place = port === '' ? hostname : `${hostname}:${port}`;
  const objection = await greetServer(server.url, WITHIN_MS);
  if (objection === undefined) return [ok(`The mail server at ${place} lets us in.`)];
  return [
    bad(
      `The mail server at ${place} cannot be used: ${objection}. Holdfast starts without it and is degraded; look at the server, or correct HOLDFAST_SMTP_URL.`,
    ),
  ];
};

const serverOf = (config: Patient['config']): ReturnType<typeof mailServerOf> => {
  try {
    return mailServerOf(config);
  } catch (error) {
    // the check of settings says which half is missing
    if (error instanceof OperatorError) return undefined;
    throw error;
  }
};
