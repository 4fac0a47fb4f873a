import { queueEndpoints, type Board } from '@huiting/contracts/queue';
import { useBranch } from '../../features/hall/index.ts';
import { queueText, serviceOf, useTakeAnswer } from '../../features/queue/index.ts';
import { useCommand } from '../../lib/command.ts';
import { useFormat } from '../../lib/format-context.tsx';
import { useNamed, useText } from '../../lib/i18n.ts';
import { useConnection } from '../../lib/live.ts';
import { useMe, useSignOut } from '../../lib/session.tsx';
import { Button } from '../../ui/button.tsx';
import { ConnectionPill } from '../../ui/connection-pill.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { useProblemToast } from '../../ui/problem-toast.ts';
import { SurfaceHead } from '../../ui/surface-head.tsx';
import { useToast } from '../../ui/toast.tsx';
import styles from './choose-window.module.css';
import { DeskHandovers } from './desk-handovers.tsx';
import { tellerText } from './teller.text.ts';

/** The windows of my branch with who is at them; a free one is mine by a tap. */
export function ChooseWindow({ board }: { readonly board: Board }) {
  const t = useText(tellerText);
  const q = useText(queueText);
  const named = useNamed();
  const format = useFormat();
  const me = useMe();
  const branch = useBranch();
  const signOut = useSignOut();
  const show = useToast();
  const take = useTakeAnswer(branch.id);
  const connection = useConnection();
  const { run, busy } = useCommand(useProblemToast());

  async function signIn(windowId: string, label: string) {
    const answer = await run(queueEndpoints.signIn, { branchId: branch.id, windowId });
    if (!answer) return;
    take(answer);
    show({ words: t('signedInTo', { window: format.windowName(label) }) });
  }
  return (
    <div className={styles.screen}>
      <SurfaceHead
        title={t('chooseWindow')}
        subtitle={t('chooseHint', { branch: branch.name })}
        extra={<ConnectionPill {...connection} />}
        end={
          <>
            <DeskHandovers />
            <Button icon="logout" onClick={() => void signOut()}>
              {t('signOutAccount')}
            </Button>
          </>
        }
      />
      <main className={styles.body}>
        {!me.staff && (
          <p className={styles.note} role="alert">
            <Icon name="infoSolid" />
            {t('noStaff')}
          </p>
        )}
        {me.staff && board.windows.every((window) => window.session !== null) && (
          <p className={styles.note} role="status">
            <Icon name="infoSolid" />
            {t('allTaken')}
          </p>
        )}
        <ul className={styles.grid}>
          {board.windows
            .toSorted((a, b) => a.number - b.number)
            .map((window) => {
              const taken = window.session;
              const services = window.serviceTypeIds
                .map((id) => serviceOf(board, id))
                .filter((service) => service !== undefined);
              return (
                <li key={window.id}>
                  <button
                    type="button"
                    className={styles.window}
                    data-taken={taken ? true : undefined}
                    disabled={taken !== null || !me.staff || busy !== null || connection.state === 'offline'}
                    onClick={() => void signIn(window.id, window.label)}
                  >
                    <span
                      className={`num ${styles.label}`}
                      data-name={/^\d+$/.test(window.label) ? undefined : true}
                    >
                      {window.label}
                    </span>
                    <span className={styles.words}>
                      <strong>{q(`kind.${window.kind}`)}</strong>
                      <span className={styles.can}>
                        {t('mayTake', {
                          services: services.map((service) => named(service.name)).join('、'),
                        })}
                      </span>
                    </span>
                    <span className={styles.who}>
                      {taken ? t('takenBy', { name: `${taken.staffName} ${taken.staffNumber}` }) : t('free')}
                    </span>
                    {!taken && me.staff && (
                      <span className={styles.go}>
                        {t('signInHere')}
                        <Icon name="arrowRight" />
                      </span>
                    )}
                  </button>
                </li>
              );
            })}
        </ul>
      </main>
    </div>
  );
}
