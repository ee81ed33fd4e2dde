/** Users that are signed in: a key of the benchmark's own, whose public half the backend's `auth` serves. */
import { generateKeyPairSync, sign } from 'node:crypto';

const LIFE_SECONDS = 3 * 60 * 60;
const encode = value =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** @returns `jwk`, and `tokenOf(name)`: as Backstage's own `auth` issues them */
export function createUsers() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const kid = 'bench';
  const tokens = new Map();
  const issue = name => {
    const iat = Math.floor(Date.now() / 1000);
    const sub = `user:default/${name}`;
    const text = [
      encode({ typ: 'vnd.backstage.user', alg: 'ES256', kid }),
      encode({
        sub,
        ent: [sub],
        aud: 'backstage',
        iss: 'bench',
        iat,
        exp: iat + LIFE_SECONDS,
      }),
    ].join('.');
    const signature = sign('sha256', Buffer.from(text), {
      key: privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return `${text}.${signature.toString('base64url')}`;
  };
  return {
    jwk: {
      ...publicKey.export({ format: 'jwk' }),
      kid,
      alg: 'ES256',
      use: 'sig',
    },
    tokenOf(name) {
      if (!tokens.has(name)) {
        tokens.set(name, issue(name));
      }
      return tokens.get(name);
    },
  };
}
