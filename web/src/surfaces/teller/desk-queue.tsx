import type { Board } from '@huiting/contracts/queue';
import { AsideRows, queueText, QueueRows, serviceOf, type Desk } from '../../features/queue/index.ts';
import { useNamed, useText } from '../../lib/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Count } from '../../ui/tag.tsx';
import styles from './desk-queue.module.css';
import { tellerText } from './teller.text.ts';
import type { DeskActs } from './use-desk-acts.ts';

interface DeskQueueProps {
  readonly board: Board;
  readonly desk: Desk;
  readonly deskActs: DeskActs;
}

/** Who comes next here, and who was set aside. */
export function DeskQueue({ board, desk, deskActs }: DeskQueueProps) {
  const t = useText(tellerText);
  const q = useText(queueText);
  const named = useNamed();
  const services = desk.window.serviceTypeIds
    .map((id) => serviceOf(board, id))
    .filter((service) => service !== undefined);
  const blocked = deskActs.may.specific ? null : deskActs.offline ? t('offlineHint') : t('finishFirst');
  return (
    <section className={styles.panel} aria-label={t('queue')}>
      <header className={styles.head}>
        <h2>{t('queue')}</h2>
        <Count value={desk.queue.length} />
        <span className="truncate" title={services.map((service) => named(service.name)).join('、')}>
          {t('canDo', { services: services.map((service) => named(service.name)).join('、') })}
        </span>
      </header>
      <div className={styles.list}>
        {desk.queue.length === 0 ? (
          <EmptyState words={t('queueNone')} />
        ) : (
          <QueueRows
            board={board}
            tickets={desk.queue}
            pickBlocked={blocked}
            onPick={(ticket) => {
              if (deskActs.may.specific) deskActs.setDialog({ kind: 'specific', ticket });
            }}
          />
        )}
      </div>
      <div className={styles.aside}>
        <h2>{t('aside')}</h2>
        {desk.aside.length === 0 ? (
          <p className={styles.none}>{t('asideNone')}</p>
        ) : (
          <AsideRows
            board={board}
            tickets={desk.aside}
            busy={deskActs.busy !== null || deskActs.offline}
            callBlocked={blocked}
            onRestore={(ticket) =>
              void deskActs.acts.restore(ticket, q('restored', { number: ticket.number }))
            }
            onCall={(ticket) => deskActs.setDialog({ kind: 'specific', ticket })}
          />
        )}
      </div>
    </section>
  );
}
