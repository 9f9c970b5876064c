import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

export type Algorithm = 'RS256' | 'ES256';

export interface SigningKey {
  readonly id: string;
  readonly algorithm: Algorithm;
  readonly publicKey: KeyObject;
  sign(input: string): string;
}

const RSA_BITS = 2048;

export const makeKey = (algorithm: Algorithm, id: string): SigningKey => {
  const { publicKey, privateKey } =
    algorithm === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: RSA_BITS })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    id,
    algorithm,
    publicKey,
    // JWS wants both numbers of an ES256 signature side by side, and node gives ASN.1 unless told otherwise
    sign: (input) =>
      sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  };
};

export const jwkOf = ({ id, algorithm, publicKey }: SigningKey): unknown => ({
  ...publicKey.export({ format: 'jwk' }),
  kid: id,
  alg: algorithm,
  use: 'sig',
});
