import { createHash, createPublicKey, verify } from 'node:crypto';

/**
 * A browser's proof that a request comes from where the session was opened: `<public key>.<minute>.<signature>`, the key as
 * SPKI and the signature (ECDSA P-256, SHA-256, IEEE P1363) over surface and minute, all in base64url. The private key cannot
 * leave the browser (WebCrypto, not extractable), so that a copied cookie is worth nothing elsewhere; networks may change.
 */
export interface DeviceProofs {
  /** Hash of the key that signed for this surface now; null when there is no proof or it proves nothing. */
  keyOf(proof: string | undefined, surface: string): string | null;
}

/** Clocks of tablets differ; a proof that was overheard is worth this long. */
const toleratedMs = 5 * 60_000;
const remembered = 20_000;

export const proofText = (surface: string, minute: number): string => `huiting device\n${surface}\n${minute}`;

export function createDeviceProofs(wall: () => number): DeviceProofs {
  /** A browser signs once a minute; what was verified is not verified again. */
  const verified = new Map<string, { readonly key: string; readonly at: number }>();

  function check(proof: string, surface: string): { key: string; at: number } | null {
    const parts = /^([A-Za-z0-9_-]{100,140})\.(\d{7,9})\.([A-Za-z0-9_-]{86})$/.exec(proof);
    if (parts === null) return null;
    const [spki, signature] = [Buffer.from(parts[1]!, 'base64url'), Buffer.from(parts[3]!, 'base64url')];
    try {
      const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
      const isOurKind =
        key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
      const text = Buffer.from(proofText(surface, Number(parts[2])));
      if (!isOurKind || !verify('sha256', text, { key, dsaEncoding: 'ieee-p1363' }, signature)) return null;
    } catch {
      return null;
    }
    return { key: createHash('sha256').update(spki).digest('base64url'), at: Number(parts[2]) * 60_000 };
  }

  return {
    keyOf: (proof, surface) => {
      if (proof === undefined || proof.length > 400) return null;
      const name = `${surface} ${proof}`;
      let found = verified.get(name) ?? null;
      if (found === null) {
        found = check(proof, surface);
        if (found === null) return null;
        if (verified.size >= remembered) verified.delete(verified.keys().next().value!);
        verified.set(name, found);
      }
      return Math.abs(wall() - found.at) <= toleratedMs ? found.key : null;
    },
  };
}

/** `Chrome 141 · Android`: enough to tell one's own sessions apart, from what the browser says of itself. */
export function deviceNameOf(userAgent: string | undefined): string {
  const agent = userAgent ?? '';
  const browser = /(Edg|Firefox|Chrome|Version)\/(\d+)/.exec(
    agent.includes('Edg/') ? agent.slice(agent.indexOf('Edg/')) : agent,
  );
  const system = /Android|iPad|iPhone|Windows|Mac OS X|Linux/.exec(agent);
  const names: Record<string, string> = { Edg: 'Edge', Version: 'Safari' };
  const known = browser === null ? null : `${names[browser[1]!] ?? browser[1]} ${browser[2]}`;
  return [known, system?.[0]].filter((part) => part !== null && part !== undefined).join(' · ');
}
