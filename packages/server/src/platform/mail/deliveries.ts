import { domainToASCII } from 'node:url';
import type { Delivery } from './mail.ts';

/** What the mail library throws, as far as we look at it. */
interface SmtpError {
  readonly code?: string | undefined;
  /** Of the socket. */
  readonly originalCode?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
  readonly recipient?: string | undefined;
  readonly rejectedErrors?: readonly SmtpError[] | undefined;
}

interface Sent {
  readonly rejectedErrors?: readonly SmtpError[] | undefined;
}

const MOST_CHARACTERS = 300;
const CERTIFICATE = /CERT|SIGNATURE|^ERR_(SSL|TLS)/;

export const accepted = (address: string): Delivery => ({ address, outcome: 'accepted', reason: '' });

/** Some addresses may be refused although the message was taken for the others. */
export const deliveriesOf = (to: readonly string[], { rejectedErrors = [] }: Sent): Delivery[] =>
  to.map((address) => refusedAlone(address, rejectedErrors) ?? accepted(address));

/** Nobody got it. Why may differ from address to address; what befell the whole message befell each. */
export const deliveriesAfter = (to: readonly string[], error: SmtpError): Delivery[] =>
  to.map((address) => refusedAlone(address, error.rejectedErrors ?? []) ?? refused(address, error));

const refusedAlone = (address: string, errors: readonly SmtpError[]): Delivery | undefined => {
  const wanted = onTheWire(address);
  const error = errors.find(({ recipient = '' }) => onTheWire(recipient) === wanted);
  return error === undefined ? undefined : refused(address, error);
};

/** The library writes a domain in ASCII where it can. */
const onTheWire = (address: string): string => {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1)).toLowerCase()}`;
};

const refused = (address: string, error: SmtpError): Delivery => ({
  address,
  outcome: isPermanent(error) ? 'permanent' : 'temporary',
  reason: sentenceOf(error),
});

/** 5xx for the message or the address. What a server says to a greeting, to TLS or to a password is for its operator to mend. */
const isPermanent = ({ code = '', responseCode = 0 }: SmtpError): boolean =>
  (code === 'EENVELOPE' || code === 'EMESSAGE') &&
  responseCode >= 500 &&
  responseCode < 600 &&
  !OUT_OF_ORDER.has(responseCode);

/** Bad sequence of commands, authentication required: said to the session and not to the message. */
const OUT_OF_ORDER: ReadonlySet<number> = new Set([503, 530]);

const sentenceOf = ({ code, originalCode = '', responseCode, response }: SmtpError): string => {
  if (code === 'EAUTH') return 'The mail server did not take the user and password of HOLDFAST_SMTP_URL.';
  if (code === 'ETLS' || CERTIFICATE.test(originalCode))
    return 'The mail server could not be spoken to over TLS. Look at its certificate.';
  if (responseCode !== undefined)
    return `The mail server said: ${(response ?? String(responseCode)).replaceAll(/\p{Cc}+/gu, ' ').slice(0, MOST_CHARACTERS)}`;
  return 'The mail server could not be reached or broke off. Whether it took the message is not known.';
};
