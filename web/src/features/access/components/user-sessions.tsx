import { accessEndpoints } from '@huiting/contracts/access';
import { useQuery } from '@tanstack/react-query';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { sessionsQuery } from '../access.queries.ts';
import { accessText } from '../access.text.ts';
import styles from './user-drawer.module.css';

const named = ['console', 'pad', 'teller', 'wall'] as const;

/** Where a user is signed in, on which browsers; any of them can be ended alone. */
export function UserSessions({ userId }: { readonly userId: string }) {
  const t = useText(accessText);
  const format = useFormat();
  const toast = useToast();
  const query = useQuery(sessionsQuery(userId));
  const { run, busy } = useCommand(useProblemToast());
  async function end(sessionId: string) {
    const answer = await run(accessEndpoints.endSession, { userId, sessionId });
    if (answer) toast({ words: t('user.sessionEnded') });
    void query.refetch();
  }
  const found = query.data;
  return (
    <section>
      <h3>{t('user.sessions')}</h3>
      {query.error && !found ? (
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : !found ? (
        <ListSkeleton rows={2} height={36} />
      ) : (
        <>
          <ul className={styles.rows}>
            {found.sessions.map((session) => {
              const surface = named.find((one) => one === session.surface);
              return (
                <li key={session.id}>
                  <strong>{surface ? t(`surface.${surface}`) : session.surface}</strong>
                  <span>
                    {[session.deviceName, session.address].filter(Boolean).join(' · ')}{' '}
                    {t('user.sessionSince', {
                      time: format.stamp(session.openedAt),
                      seen: format.clock(session.lastSeenAt),
                    })}
                  </span>
                  <Tag kind={session.bound ? 'ok' : 'plain'}>
                    {t(session.bound ? 'user.bound' : 'user.unbound')}
                  </Tag>
                  <Button size="small" disabled={busy !== null} onClick={() => void end(session.id)}>
                    {t('user.endSession')}
                  </Button>
                </li>
              );
            })}
            {found.sessions.length === 0 && <li>{t('user.noSessions')}</li>}
          </ul>
          {found.limit !== null && <small>{t('user.sessionLimit', { count: found.limit })}</small>}
        </>
      )}
    </section>
  );
}
