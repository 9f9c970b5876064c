export { recover, type Recovered } from './recovery/recover.ts';
export { createIdentity, type Identity } from './identity.ts';
