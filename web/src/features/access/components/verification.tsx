import { accessEndpoints } from '@huiting/contracts/access';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import { useState } from 'react';
import { call } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { accessText } from '../access.text.ts';
import styles from './verification.module.css';

interface Verified {
  readonly found: OutputOf<typeof accessEndpoints.verifyAudit>;
  /** Wall instant. */
  readonly at: number;
}

/** Walks every chain once when asked. */
export function useVerification() {
  const tell = useProblemToast();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Verified | null>(null);
  const run = async () => {
    setBusy(true);
    try {
      setResult({ found: await call(accessEndpoints.verifyAudit, {}), at: Date.now() });
    } catch (error) {
      tell(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, result, verify: () => void run() };
}

/** What the verifier found: every altered row by name, and the tail that is not sealed yet. */
export function VerificationPanel({ result }: { readonly result: Verified | null }) {
  const t = useText(accessText);
  const format = useFormat();
  if (!result) return null;
  const { found, at } = result;
  const whole = found.altered.length === 0;
  return (
    <section className={styles.panel} data-whole={whole || undefined} role="status">
      <header>
        <Icon name={whole ? 'checkSolid' : 'warnSolid'} size="1.4em" />
        <strong>
          {whole
            ? t('audit.whole', {
                entries: format.integer(found.entries),
                chains: format.integer(found.chains),
              })
            : t('audit.altered', { count: found.altered.length })}
        </strong>
        <span>{t('audit.verifiedAt', { time: format.clockSeconds(at) })}</span>
      </header>
      {found.unsealed > 0 && <p>{t('audit.tail', { count: found.unsealed })}</p>}
      {!whole && (
        <table>
          <thead>
            <tr>
              <th>{t('audit.chain')}</th>
              <th>{t('audit.sequence')}</th>
              <th>{t('audit.problem')}</th>
            </tr>
          </thead>
          <tbody>
            {found.altered.map((row) => (
              <tr key={row.id}>
                <td>{row.chain}</td>
                <td className="num">{row.sequence}</td>
                <td>{row.problem}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
