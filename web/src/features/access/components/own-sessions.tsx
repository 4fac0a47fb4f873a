import { ownSessionEndpoints, type OwnSession } from '@huiting/contracts/access/own-sessions';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { profileText } from '../access.profile.text.ts';
import styles from './own-profile.module.css';

export const useOwnSessions = () =>
  useQuery({
    queryKey: ['access', 'ownSessions'],
    queryFn: ({ signal }) => call(ownSessionEndpoints.listOwnSessions, {}, { signal }),
  });

const named = ['console', 'pad', 'teller', 'wall'] as const;

/** Where I am signed in: which screen, on what, from where, since when; any of them can be left from here. */
export function OwnSessions({ query }: { readonly query: ReturnType<typeof useOwnSessions> }) {
  const t = useText(profileText);
  const toast = useToast();
  const { run, busy } = useCommand(useProblemToast());
  async function end(sessionId: string) {
    const answer = await run(ownSessionEndpoints.endOwnSession, { sessionId });
    if (answer) toast({ words: t('endedThere') });
    void query.refetch();
  }
  return (
    <section>
      <h3>{t('sessions')}</h3>
      {query.error && !query.data ? (
        <ErrorPanel error={query.error} title={t('sessionsFailed')} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <ListSkeleton rows={2} height={48} />
      ) : (
        <ul>
          {query.data.sessions.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              busy={busy !== null}
              onEnd={() => void end(session.id)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function SessionRow({
  session,
  busy,
  onEnd,
}: {
  readonly session: OwnSession;
  readonly busy: boolean;
  readonly onEnd: () => void;
}) {
  const t = useText(profileText);
  const format = useFormat();
  const surface = named.find((one) => one === session.surface);
  return (
    <li className={styles.row}>
      <span>
        <strong>
          {surface ? t(`surface.${surface}`) : session.surface} {session.deviceName || t('unknownDevice')}
        </strong>
        <small className="num">
          {[
            session.address,
            t('since', { time: format.stamp(session.openedAt), seen: format.clock(session.lastSeenAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      {session.current ? (
        <Tag kind="ok">{t('here')}</Tag>
      ) : (
        <Button icon="logout" disabled={busy} onClick={onEnd}>
          {t('signOutThere')}
        </Button>
      )}
    </li>
  );
}
