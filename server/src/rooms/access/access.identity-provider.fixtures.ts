import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, exportJWK, generateKeyPair, decodeJwt, UnsecuredJWT } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import Provider from 'oidc-provider';

/** A real OpenID Connect server (oidc-provider), as a bank would run one, for tests. */
export interface TestProvider {
  readonly issuer: string;
  /** Takes the person through its pages in a browser of their own; gives the query it sends them back with. */
  passThrough(url: string, account: string): Promise<string>;
  /** Signs with a new key from now on; the old one is no longer published. */
  rotateKeys(): Promise<void>;
  /** Changes the identity tokens it gives out: the provider of an attacker, or a broken one. Null: none any more. */
  tamper(change: ((claims: JWTPayload) => JWTPayload | { readonly unsigned: true }) | null): void;
  stop(): Promise<void>;
}

interface Key {
  readonly kid: string;
  readonly key: CryptoKey;
  readonly jwk: Record<string, unknown>;
}

async function newKey(kid: string): Promise<Key> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, key: privateKey, jwk: { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' } };
}

export async function startProvider(client: {
  readonly id: string;
  readonly secret: string;
  readonly redirects: readonly string[];
}): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let rotated = 1;
  let key = await newKey('key-1');
  let change: Parameters<TestProvider['tamper']>[0] = null;

  const build = (): Provider => {
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          redirect_uris: [...client.redirects],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      jwks: { keys: [key.jwk] } as never,
      cookies: { keys: ['a-key-of-the-tests-alone'] },
      claims: { openid: ['sub'], profile: ['staff_number'] },
      conformIdTokenClaims: false,
      findAccount: (_ctx, id) => ({
        accountId: id,
        claims: () => Promise.resolve({ sub: id, staff_number: id }),
      }),
    });
    provider.use(async (ctx, next) => {
      await next();
      const body = ctx.body as { id_token?: string } | undefined;
      if (change === null || ctx.path !== '/token' || typeof body?.id_token !== 'string') return;
      const changed = change(decodeJwt(body.id_token));
      body.id_token =
        'unsigned' in changed
          ? new UnsecuredJWT(decodeJwt(body.id_token)).encode()
          : await new SignJWT(changed as JWTPayload)
              .setProtectedHeader({ alg: 'RS256', kid: key.kid })
              .sign(key.key);
    });
    return provider;
  };
  let answer = build().callback();
  server.on('request', (request, response) => void answer(request, response));

  return {
    issuer,
    passThrough: async (url, account) => {
      const visit = createVisit();
      let next = new URL(url);
      for (let step = 0; step < 12; step++) {
        if (next.origin !== issuer) return next.search.slice(1);
        const form = /\/interaction\//.test(next.pathname) && (await visit.promptAt(next));
        next = form
          ? await visit.post(
              next,
              form === 'login' ? { prompt: 'login', login: account, password: 'x' } : { prompt: 'consent' },
            )
          : await visit.follow(next);
      }
      throw new Error('the provider leads nowhere');
    },
    rotateKeys: async () => {
      key = await newKey(`key-${++rotated}`);
      answer = build().callback();
    },
    tamper: (next) => {
      change = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A person's browser at the provider: follows its redirects, fills in its forms, keeps its cookies. */
function createVisit() {
  const jar = new Map<string, string>();
  async function send(at: URL, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(at, {
      ...init,
      redirect: 'manual',
      headers: {
        ...(init.headers as object),
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (value === '') jar.delete(name!);
      else jar.set(name!, value!);
    }
    return response;
  }
  async function next(at: URL, response: Response): Promise<URL> {
    const to = response.headers.get('location');
    if (to === null) throw new Error(`${at.pathname} answered ${response.status}: ${await response.text()}`);
    return new URL(to, at);
  }
  return {
    follow: async (at: URL): Promise<URL> => next(at, await send(at)),
    promptAt: async (at: URL): Promise<'login' | 'consent'> => {
      const page = await (await send(at)).text();
      return page.includes('name="login"') ? 'login' : 'consent';
    },
    post: async (at: URL, fields: Record<string, string>): Promise<URL> =>
      next(
        at,
        await send(at, {
          method: 'POST',
          body: new URLSearchParams(fields),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      ),
  };
}
