import type { DisplayWindow } from '@huiting/contracts/queue';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Tag } from '../../../ui/tag.tsx';
import { joinLabels } from '../display/display.label.domain.ts';
import { hallText } from './hall-display.text.ts';
import type { NextTicket } from './hall-display.domain.ts';
import styles from './next-list.module.css';

/** Who comes next, so that people get up in time. */
export function NextList({ next }: { readonly next: readonly NextTicket[] }) {
  const t = useText(hallText);
  const named = useNamed();
  return (
    <section className={styles.list}>
      <header>
        <h2>{t('next')}</h2>
        <span>{t('nextHint')}</span>
      </header>
      {next.length === 0 ? (
        <p className={styles.empty}>{t('nextEmpty')}</p>
      ) : (
        <ol>
          {next.map(({ ticket, service, windows }) => (
            <li key={ticket.id}>
              <b className="ticket-number">{ticket.number}</b>
              <span className={styles.what}>
                <span className="truncate">{service ? named(service.name) : ''}</span>
                {ticket.vip ? (
                  <Tag kind="vip" size="large">
                    {t('vip')}
                  </Tag>
                ) : ticket.elder ? (
                  <Tag kind="elder" size="large">
                    {t('elder')}
                  </Tag>
                ) : (
                  ticket.booked && (
                    <Tag kind="info" icon="calendarSolid" size="large">
                      {t('booked')}
                    </Tag>
                  )
                )}
              </span>
              <Windows windows={windows} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Windows({ windows }: { readonly windows: readonly DisplayWindow[] }) {
  const t = useText(hallText);
  const format = useFormat();
  const { numbers, rooms } = joinLabels(
    windows.map((window) => window.label),
    format,
  );
  if (numbers === null && rooms.length === 0) return <span className={styles.where}>{t('noWindow')}</span>;
  if (numbers === null) return <span className={styles.where}>{rooms[0]}</span>;
  return (
    <span className={styles.where}>
      <b className="num">{numbers}</b> {format.locale === 'zh-CN' && t('windowShort')}
    </span>
  );
}
