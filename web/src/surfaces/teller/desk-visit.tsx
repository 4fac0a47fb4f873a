import type { Board, TicketCard } from '@huiting/contracts/queue';
import { useQuery } from '@tanstack/react-query';
import { customerViewQuery, Products, SignedServices, TalkPoints } from '../../features/customer/index.ts';
import { handlingText, RatingRows, useRatings } from '../../features/feedback/index.ts';
import { useBranch } from '../../features/hall/index.ts';
import { queueText, serviceOf, TicketTags, waitOf, type Desk } from '../../features/queue/index.ts';
import { useFormat } from '../../lib/format-context.tsx';
import { useNamed, useText } from '../../lib/i18n.ts';
import { useMe, usePermission } from '../../lib/session.tsx';
import { useBusinessNow } from '../../lib/ticker.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ListSkeleton } from '../../ui/skeleton.tsx';
import { Steps } from '../../ui/steps.tsx';
import { CurrentHero } from './current-hero.tsx';
import { DeskCustomer } from './desk-customer.tsx';
import styles from './desk-visit.module.css';
import { tellerText } from './teller.text.ts';
import type { DeskActs } from './use-desk-acts.ts';

interface DeskVisitProps {
  readonly board: Board;
  readonly desk: Desk;
  readonly deskActs: DeskActs;
}

/** The visit at the window: the ticket, who holds it, where we are, what helps. */
export function DeskVisit({ board, desk, deskActs }: DeskVisitProps) {
  const t = useText(tellerText);
  const h = useText(handlingText);
  const branch = useBranch();
  const me = useMe();
  const mayView = usePermission('customer.view');
  const mayRatings = usePermission('feedback.view');
  const { current } = desk;
  const customerId = current?.customer?.id ?? null;
  const view = useQuery({
    ...customerViewQuery(branch.id, customerId ?? ''),
    enabled: customerId !== null && mayView,
  });
  const ratings = useRatings(branch.id, me.staff?.id ?? null, mayRatings);
  const known = customerId === null ? null : (view.data ?? null);
  const elder = current !== null && (current.elder || current.customer?.elder === true);
  const rated = ratings.data?.ratings ?? [];
  return (
    <div className={styles.column}>
      <section className={styles.now}>
        <CurrentHero board={board} desk={desk} />
        {current ? (
          <DeskCustomer board={board} ticket={current} view={known} deskActs={deskActs} />
        ) : (
          <NobodyHere board={board} desk={desk} />
        )}
      </section>
      {current && <VisitSteps ticket={current} />}
      <div className={styles.panels}>
        {current && (
          <>
            <Panel title={t('hints')} scroll>
              {customerId !== null && view.isPending && mayView ? (
                <ListSkeleton rows={2} height={48} />
              ) : customerId === null && !elder ? (
                <EmptyState compact words={t('anonymousHint')} />
              ) : (
                <TalkPoints view={known} elder={elder} />
              )}
            </Panel>
            {known && (
              <Panel title={t('services')} scroll>
                <SignedServices view={known} />
              </Panel>
            )}
            {known && (
              <Panel title={t('products')} scroll>
                <Products view={known} />
              </Panel>
            )}
          </>
        )}
        {mayRatings && (
          <Panel title={t('recent')} scroll>
            {ratings.isPending ? (
              <ListSkeleton rows={3} height={32} />
            ) : rated.length === 0 ? (
              <EmptyState compact words={h('ratingsNone')} />
            ) : (
              <RatingRows ratings={rated} limit={current ? 4 : 10} />
            )}
          </Panel>
        )}
      </div>
    </div>
  );
}

/** Nobody is here: who would be called next, or why nobody. */
function NobodyHere({ board, desk }: { readonly board: Board; readonly desk: Desk }) {
  const t = useText(tellerText);
  const q = useText(queueText);
  const named = useNamed();
  const now = useBusinessNow(5000);
  const paused = desk.window.session?.state === 'paused';
  const next = paused ? undefined : desk.queue[0];
  if (!next) {
    return (
      <div className={styles.nobody}>
        <EmptyState icon={paused ? 'pause' : 'inbox'} words={paused ? t('pauseHint') : t('queueEmpty')} />
      </div>
    );
  }
  const service = serviceOf(board, next.serviceTypeId);
  return (
    <div className={styles.nobody}>
      <div className={styles.next}>
        <span className={styles.nextLabel}>{q('next')}</span>
        <span className={`ticket-number ${styles.nextNumber}`}>{next.number}</span>
        <span className={styles.nextWords}>
          <strong>{next.customer?.maskedName ?? q('noName')}</strong>
          <span>{service ? named(service.name) : ''}</span>
        </span>
        <span className={styles.nextTags}>
          <TicketTags ticket={next} wait={waitOf(next, service, now)} />
        </span>
      </div>
      <p>{t('readyToCall')}</p>
    </div>
  );
}

function VisitSteps({ ticket }: { readonly ticket: TicketCard }) {
  const t = useText(tellerText);
  const format = useFormat();
  const serving = ticket.state === 'serving';
  return (
    <section className={styles.steps}>
      <Steps
        label={t('currentTicket')}
        steps={[
          {
            title: t('step1'),
            note: `${format.clock(ticket.calledAt)} · ${t('callCount', { count: ticket.calls })}`,
            state: serving ? 'done' : 'now',
          },
          {
            title: t('step2'),
            note: ticket.customer ? t('identified') : t('notIdentified'),
            state: ticket.customer ? 'done' : 'later',
          },
          {
            title: t('step3'),
            note: serving ? `${format.clock(ticket.startedAt)} · ${t('inProgress')}` : undefined,
            state: serving ? 'now' : 'later',
          },
          { title: t('step4'), note: t('afterComplete'), state: 'later' },
        ]}
      />
    </section>
  );
}
