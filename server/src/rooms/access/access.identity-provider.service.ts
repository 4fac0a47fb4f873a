import { readFileSync } from 'node:fs';
import * as oidc from 'openid-client';
import type { IdentityProviderConfig } from '../../platform/config.ts';
import { refuse } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import type { Surface } from './access.domain.ts';

/** What a browser must bring back, and what only we know of it. */
export interface ProviderAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom the provider vouches for. */
export interface Vouched {
  /** The staff number its claim holds. */
  readonly staffNumber: string;
  /** It asked for more than a password. */
  readonly factorShown: boolean;
}

/** The bank's own identity provider: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636, RFC 9207). */
export interface IdentityProvider {
  begin(surface: Surface): Promise<ProviderAttempt & { readonly url: string }>;
  /**
   * Exchanges the code and judges the identity token: signature by the provider's published keys, issuer, audience, expiry,
   * nonce. @throws access.provider_refused, access.provider_unreachable
   */
  finish(surface: Surface, query: string, attempt: ProviderAttempt): Promise<Vouched>;
}

/** Clocks of two machines differ; seconds. */
const clockTolerance = 30;
/** What the provider says of itself, and its keys, are asked for again after this long: keys are rotated. */
const knownForMs = 5 * 60_000;
const timeoutSeconds = 8;
/** Ways of proving oneself that are more than a password (RFC 8176). */
const strongWays = new Set(['mfa', 'otp', 'hwk', 'sc']);

export function createIdentityProvider(deps: {
  provider: IdentityProviderConfig;
  wall: () => number;
  log: Log;
}): IdentityProvider {
  const { provider, wall, log } = deps;
  let known: { readonly at: number; readonly client: Promise<oidc.Configuration> } | null = null;

  async function discover(): Promise<oidc.Configuration> {
    const secret = provider.clientSecretFile;
    // A loopback provider is somebody's development machine; readConfig refuses any other without TLS.
    const isLoopback = provider.issuer.startsWith('http:');
    return oidc.discovery(
      new URL(provider.issuer),
      provider.clientId,
      {
        ...(secret === null ? {} : { client_secret: readFileSync(secret, 'utf8').trim() }),
        [oidc.clockTolerance]: clockTolerance,
      },
      secret === null ? oidc.None() : undefined,
      {
        timeout: timeoutSeconds,
        // The signature is checked although the token comes to us directly.
        execute: [
          oidc.enableNonRepudiationChecks,
          // oxlint-disable-next-line typescript/no-deprecated -- named so by its makers as a warning, not for removal
          ...(isLoopback ? [oidc.allowInsecureRequests] : []),
        ],
      },
    );
  }

  function client(): Promise<oidc.Configuration> {
    if (known === null || wall() - known.at > knownForMs) {
      const asked = { at: wall(), client: discover() };
      known = asked;
      // A failure is not kept: the next person asks again.
      asked.client.catch(() => {
        if (known === asked) known = null;
      });
    }
    return known.client.catch((error: Error) => {
      log.warn({ err: error.message }, 'the identity provider cannot be asked');
      return refuse('access.provider_unreachable');
    });
  }

  const redirectOf = (surface: Surface): string => `${provider.origin}/${surface}/signed-in`;

  return {
    begin: async (surface) => {
      const config = await client();
      const [state, nonce, verifier] = [
        oidc.randomState(),
        oidc.randomNonce(),
        oidc.randomPKCECodeVerifier(),
      ];
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectOf(surface),
        scope: 'openid profile',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { state, nonce, verifier, url: url.href };
    },

    finish: async (surface, query, { state, nonce, verifier }) => {
      const config = await client();
      const given = new URL(redirectOf(surface));
      given.search = query;
      const tokens = await oidc
        .authorizationCodeGrant(config, given, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        .catch((error: Error & { code?: string }) => {
          log.warn(
            { code: error.code, err: error.message },
            'an answer of the identity provider was refused',
          );
          return isNetworkFault(error)
            ? refuse('access.provider_unreachable')
            : refuse('access.provider_refused');
        });
      const claims = tokens.claims();
      const staffNumber = claims?.[provider.claim];
      if (typeof staffNumber !== 'string' || staffNumber === '') {
        log.warn({ claim: provider.claim }, 'the identity token has no such claim');
        return refuse('access.provider_refused');
      }
      const ways = Array.isArray(claims?.['amr']) ? (claims['amr'] as unknown[]) : [];
      return { staffNumber, factorShown: ways.some((way) => strongWays.has(String(way))) };
    },
  };
}

function isNetworkFault(error: Error & { code?: string }): boolean {
  return error instanceof TypeError || error.name === 'TimeoutError' || error.code === 'OAUTH_TIMEOUT';
}
