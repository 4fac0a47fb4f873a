import type { CustomerView } from '@huiting/contracts/customer';
import type { Board, TicketCard } from '@huiting/contracts/queue';
import { lazy, Suspense, useState } from 'react';
import { CustomerSheet, customerText, isVip } from '../../features/customer/index.ts';
import { useBranch } from '../../features/hall/index.ts';
import { CallContextLines, queueText, serviceOf, waitOf } from '../../features/queue/index.ts';
import { useFormat } from '../../lib/format-context.tsx';
import { useNamed, useText } from '../../lib/i18n.ts';
import { usePermission } from '../../lib/session.tsx';
import { Avatar } from '../../ui/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './desk-visit.module.css';
import { tellerText } from './teller.text.ts';
import type { DeskActs } from './use-desk-acts.ts';

const OneStopList = lazy(() =>
  import('../../features/queue/one-stop/index.ts').then((part) => ({ default: part.OneStopList })),
);
const PreparationLines = lazy(() => import('../../features/appointment/arrivals/preparation-lines.tsx'));

interface DeskCustomerProps {
  readonly board: Board;
  readonly ticket: TicketCard;
  readonly view: CustomerView | null;
  readonly deskActs: DeskActs;
}

/** Who holds the ticket: what is known of them, what helps, what else they came for. */
export function DeskCustomer({ board, ticket, view, deskActs }: DeskCustomerProps) {
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
