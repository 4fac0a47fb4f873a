import { privacyEndpoints, type RetentionRun } from '@huiting/contracts/privacy';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import styles from '../privacy.module.css';
import { privacyKeys } from '../privacy.queries.ts';
import { privacyText } from '../privacy.text.ts';

/** What would go, month by month; and the way to let exactly that go. */
export function PlanSheet({ plan, onClose }: { readonly plan: RetentionRun; readonly onClose: () => void }) {
  const t = useText(privacyText);
  const format = useFormat();
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const going = plan.lines.filter(({ what }) => what.length > 0);
  async function destroy() {
    const answer = await run(privacyEndpoints.runRetention, { planHash: plan.hash });
    void queries.invalidateQueries({ queryKey: privacyKeys.retention });
    if (!answer) return;
    toast({ words: t('destroyed') });
    onClose();
  }
  return (
    <Sheet
      open
      width={640}
      onClose={onClose}
      title={t('planTitle')}
      actions={
        <>
          {going.length > 0 && (
            <Button kind="danger" busy={busy !== null} onClick={() => void destroy()}>
              {t('destroy')}
            </Button>
          )}
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.stack}>
        {going.length === 0 && <p>{t('planNothing')}</p>}
        {plan.lines.map(({ kind, before, what, kept }) => (
          <section key={kind}>
            <h3>
              {kind} {before !== null && <small>{t('before', { day: before })}</small>}{' '}
              {kept !== null && <Tag kind={kept === 'hold' ? 'warn' : 'idle'}>{t(`kept.${kept}`)}</Tag>}
            </h3>
            <ul className={styles.lines}>
              {what.map(({ name, rows }) => (
                <li key={name}>
                  <span>{name}</span>
                  <span className="num">{t('rows', { rows: format.integer(rows) })}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Sheet>
  );
}

/** What was destroyed, by whom, and the seal over it. */
export function Certificates({ runs }: { readonly runs: readonly RetentionRun[] }) {
  const t = useText(privacyText);
  const format = useFormat();
  const carriedOut = runs.filter(({ dryRun }) => !dryRun);
  return (
    <section className={styles.section}>
      <h2>{t('certificates')}</h2>
      {carriedOut.length === 0 && <p className={styles.quiet}>{t('certificatesNone')}</p>}
      <ul className={styles.lines}>
        {carriedOut.map(({ id, at, runBy, lines, hash, signature }) => {
          const what = lines.flatMap((line) => line.what);
          return (
            <li key={id}>
              <span>{t('by', { name: runBy, when: format.stamp(at) })}</span>
              <span className={styles.quiet}>
                {t('certificate', {
                  months: what.length,
                  rows: format.integer(what.reduce((sum, { rows }) => sum + rows, 0)),
                  hash: hash.slice(0, 16),
                })}
              </span>
              {signature === '' && <Tag kind="danger">{t('unsigned')}</Tag>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
