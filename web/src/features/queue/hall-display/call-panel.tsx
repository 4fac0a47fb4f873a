import type { DisplayBoard } from '@huiting/contracts/queue';
import { useLocale, useNamed, useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { isNumbered } from '../display/display.label.domain.ts';
import styles from './call-panel.module.css';
import { hallText } from './hall-display.text.ts';
import type { CurrentCall } from './hall-display.domain.ts';
import { WindowStrip } from './window-strip.tsx';

interface CallPanelProps {
  readonly board: DisplayBoard;
  readonly call: CurrentCall | null;
  readonly idle: 'open' | 'closed' | 'offline';
}

/** The hero of the hall: who is called, and where to go. */
export function CallPanel({ board, call, idle }: CallPanelProps) {
  const t = useText(hallText);
  return (
    <section
      className={styles.panel}
      data-flash={call?.speaking || undefined}
      data-windows={board.windows.length > 8 ? 'many' : undefined}
    >
      <div className={styles.title}>
        <Icon name="megaphoneSolid" size={40} />
        <h2>{t('calling')}</h2>
        {call?.call != null && call.call > 1 && (
          <span className={styles.again}>{t('callNumber', { n: call.call })}</span>
        )}
      </div>
      {call && idle !== 'offline' ? <Called key={call.key} call={call} /> : <Idle idle={idle} />}
      <WindowStrip windows={board.windows} calledWindowId={call?.windowId ?? null} />
    </section>
  );
}

function Called({ call }: { readonly call: CurrentCall }) {
  const t = useText(hallText);
  const named = useNamed();
  const locale = useLocale();
  const numbered = isNumbered(call.windowLabel);
  return (
    <div
      className={styles.call}
      aria-live="assertive"
      aria-label={t(numbered ? 'spoken' : 'spokenRoom', {
        number: call.ticketNumber,
        window: call.windowLabel,
      })}
    >
      <div className={styles.who}>
        <span className={styles.word}>{t('please')}</span>
        <strong
          className={`ticket-number ${styles.number}`}
          data-long={call.ticketNumber.length > 4 || undefined}
        >
          {call.ticketNumber}
        </strong>
        <span className={styles.facts}>
          {call.ticket?.maskedName && <span>{call.ticket.maskedName}</span>}
          {call.service && <span>{named(call.service.name)}</span>}
        </span>
      </div>
      <svg className={styles.arrow} viewBox="0 0 196 118" aria-hidden>
        <path d="M6 59h176M130 8l52 51-52 51" />
      </svg>
      <div className={styles.where} data-room={numbered ? undefined : true}>
        <span>{t(numbered ? 'goTo' : 'goToRoom')}</span>
        <strong className="num">{call.windowLabel}</strong>
        {numbered && locale === 'zh-CN' && <b>{t('window')}</b>}
      </div>
    </div>
  );
}

function Idle({ idle }: { readonly idle: CallPanelProps['idle'] }) {
  const t = useText(hallText);
  const words = {
    open: [t('idleTitle'), t('idleHint')],
    closed: [t('closed'), t('closedHint')],
    offline: [t('offlineTitle'), t('offlineHint')],
  }[idle];
  return (
    <div className={styles.idle} role="status">
      <strong>{words[0]}</strong>
      <span>{words[1]}</span>
    </div>
  );
}
