import type { CustomerView } from '@huiting/contracts/customer';
import type { Board, TicketCard } from '@huiting/contracts/queue';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import {
  CustomerSheet,
  customerText,
  customerViewQuery,
  isVip,
  Products,
  SignedServices,
  TalkPoints,
} from '../../features/customer/index.ts';
import { handlingText, RatingRows, useRatings } from '../../features/feedback/index.ts';
import { useBranch } from '../../features/hall/index.ts';
import {
  CallContextLines,
  queueText,
  serviceOf,
  TicketTags,
  waitOf,
  type Desk,
} from '../../features/queue/index.ts';
import { useFormat } from '../../lib/format-context.tsx';
import { useNamed, useText } from '../../lib/i18n.ts';
import { useMe, usePermission } from '../../lib/session.tsx';
import { useBusinessNow } from '../../lib/ticker.ts';
import { Avatar } from '../../ui/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ListSkeleton } from '../../ui/skeleton.tsx';
import { Steps } from '../../ui/steps.tsx';
import { Tag } from '../../ui/tag.tsx';
import { CurrentHero } from './current-hero.tsx';
import styles from './desk-visit.module.css';
import { tellerText } from './teller.text.ts';
import type { DeskActs } from './use-desk-acts.ts';

const OneStopList = lazy(() =>
  import('../../features/queue/one-stop/index.ts').then((part) => ({ default: part.OneStopList })),
);
const PreparationLines = lazy(() => import('../../features/appointment/arrivals/preparation-lines.tsx'));

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
          <CustomerCard board={board} ticket={current} view={known} deskActs={deskActs} />
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

interface CustomerCardProps {
  readonly board: Board;
  readonly ticket: TicketCard;
  readonly view: CustomerView | null;
  readonly deskActs: DeskActs;
}

function CustomerCard({ board, ticket, view, deskActs }: CustomerCardProps) {
  const t = useText(tellerText);
  const c = useText(customerText);
  const q = useText(queueText);
  const named = useNamed();
  const format = useFormat();
  const branch = useBranch();
  const mayIdentify = usePermission('customer.recognise');
  const mayView = usePermission('customer.view');
  const [opened, setOpened] = useState(false);
  const { customer } = ticket;
  const wait = waitOf(
    ticket,
    serviceOf(board, ticket.services[0] ?? ticket.serviceTypeId),
    ticket.calledAt ?? ticket.since,
  );
  const services = ticket.services
    .map((id) => serviceOf(board, id))
    .filter((service) => service !== undefined);
  const facts = view
    ? [
        view.age === null ? null : c('age', { age: view.age }),
        view.ownerName ? c('owner', { name: view.ownerName }) : null,
        c('visits', { count: view.visits90Days }),
      ]
    : [];
  return (
    <div className={styles.customer}>
      <div className={styles.who}>
        {customer ? (
          <Avatar name={customer.maskedName} size={56} />
        ) : (
          <span className={styles.unknown}>
            <Icon name="user" size="1.7em" />
          </span>
        )}
        <div className={styles.names}>
          <h2>
            {customer?.maskedName ?? t('anonymous')}
            {customer && isVip(customer.tier) && <Tag kind="vip">{c(`tier.${customer.tier}`)}</Tag>}
            {(ticket.elder || customer?.elder) && <Tag kind="elder">{q('elder')}</Tag>}
            {customer?.disabled && (
              <Tag kind="plain" icon="userSolid">
                {q('disabled')}
              </Tag>
            )}
            {ticket.booked && (
              <Tag kind="info" icon="calendarSolid">
                {q('booked')}
              </Tag>
            )}
            {ticket.language === 'en' && (
              <Tag kind="info" icon="globe">
                {t('english')}
              </Tag>
            )}
          </h2>
          <p>
            {customer
              ? facts.filter(Boolean).join(' · ')
              : ticket.state === 'called'
                ? t('readStarts')
                : t('anonymousHint')}
          </p>
        </div>
        <span className={styles.cardActs}>
          {customer && mayView && (
            <Button size="small" icon="user" onClick={() => setOpened(true)}>
              {t('openView')}
            </Button>
          )}
          {!customer && mayIdentify && (
            <Button
              size="small"
              icon="idCard"
              disabled={deskActs.offline}
              onClick={() => deskActs.setDialog({ kind: 'identify' })}
            >
              {t('identify')}
            </Button>
          )}
        </span>
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>{t('business')}</dt>
          <dd>{services.map((service) => named(service.name)).join(' + ')}</dd>
        </div>
        <div>
          <dt>{t('identity')}</dt>
          <dd data-ok={customer ? true : undefined}>
            <Icon name={customer ? 'idCard' : 'question'} size="1.15em" />
            {customer ? t('identified') : t('notIdentified')}
          </dd>
        </div>
        <div>
          <dt>{t('waited')}</dt>
          <dd>
            {format.wait(wait.waitedMs)}
            {wait.state === 'over' && (
              <Tag kind="warn">
                {wait.overMinutes > 0 ? q('over', { minutes: wait.overMinutes }) : q('overNow')}
              </Tag>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('channel')}</dt>
          <dd>
            {q(`channel.${ticket.channel}`)} {format.clock(ticket.issuedAt)}
          </dd>
        </div>
        {ticket.note && (
          <div className={styles.wide}>
            <dt>{q('note')}</dt>
            <dd>{ticket.note}</dd>
          </div>
        )}
      </dl>
      <CallContextLines board={board} ticket={ticket} />
      {ticket.booked && (
        <Suspense fallback={null}>
          <PreparationLines branchId={branch.id} ticketId={ticket.id} />
        </Suspense>
      )}
      <Suspense fallback={null}>
        <OneStopList board={board} ticket={ticket} windowId={ticket.windowId} />
      </Suspense>
      {opened && customer && (
        <CustomerSheet branchId={branch.id} customerId={customer.id} onClose={() => setOpened(false)} />
      )}
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
