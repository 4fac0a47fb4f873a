import { sessionEndpoints } from '@huiting/contracts/access/session';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { call } from '../lib/api.ts';
import { useText } from '../lib/i18n.ts';
import { ApiProblem, hasCode, NetworkProblem } from '../lib/problem.ts';
import { signInWaysQuery, useEnterAs } from '../lib/session.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import { uiText } from '../ui/ui.text.ts';
import styles from './duties-screen.module.css';
import { signedInText } from './signed-in.text.ts';

interface ProviderReturnProps {
  readonly surface: 'console' | 'pad' | 'teller' | 'wall';
  /** What the identity provider sent the browser back with. */
  readonly query: string;
  /** Back to the sign-in screen. */
  readonly onOver: () => void;
}

/** Completes a sign-in at the identity provider, with a one-time code where one is due; says why when it is refused. */
export function ProviderReturn({ surface, query, onOver }: ProviderReturnProps) {
  const t = useText(signedInText);
  const ui = useText(uiText);
  const enterAs = useEnterAs();
  const name = useQuery(signInWaysQuery).data?.provider?.name ?? '';
  /** Null until the server asks for one. */
  const [code, setCode] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(true);
  const begun = useRef(false);

  async function complete(oneTimeCode?: string) {
    setBusy(true);
    setWrong(null);
    try {
      enterAs(
        await call(sessionEndpoints.completeProviderSignIn, {
          query,
          ...(oneTimeCode === undefined ? {} : { oneTimeCode }),
        }),
      );
    } catch (error) {
      const needsCode = hasCode(error, 'access.second_factor_needed', 'access.second_factor_wrong');
      if (needsCode) setCode('');
      if (!hasCode(error, 'access.second_factor_needed'))
        setWrong(
          error instanceof ApiProblem
            ? error.title
            : ui(error instanceof NetworkProblem ? 'networkFailed' : 'unexpected'),
        );
    } finally {
      setBusy(false);
    }
  }
  useEffect(() => {
    // The answer is good once; effects of a development build run twice.
    if (begun.current) return;
    begun.current = true;
    void complete();
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (code !== null) void complete(code);
  }

  return (
    <main className={styles.screen}>
      <Panel title={t(`title.${surface}`)}>
        <form className={styles.duty} onSubmit={submit} noValidate>
          {code !== null ? (
            <>
              <TextField
                label={t('code')}
                icon="key"
                inputMode="numeric"
                autoComplete="one-time-code"
                autoFocus
                maxLength={7}
                value={code}
                error={wrong}
                onChange={(event) => setCode(event.target.value)}
              />
              <Button type="submit" kind="primary" busy={busy} disabled={code.trim().length < 6}>
                {t('signIn')}
              </Button>
            </>
          ) : busy ? (
            <p role="status">{t('providerChecking', { name })}</p>
          ) : (
            <p role="alert">{wrong}</p>
          )}
          {!busy && (
            <Button kind={code === null ? 'primary' : 'link'} onClick={onOver}>
              {t('providerAgain')}
            </Button>
          )}
        </form>
      </Panel>
    </main>
  );
}
