import type { DisplayBoard } from '@huiting/contracts/queue';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useConnection } from '../../../lib/live.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { BrandMark } from '../../../ui/brand.tsx';
import { SimulatedBadge } from '../../../ui/clock-face.tsx';
import { ConnectionPill } from '../../../ui/connection-pill.tsx';
import { Tag } from '../../../ui/tag.tsx';
import styles from './hall-head.module.css';
import { hallText } from './hall-display.text.ts';
import { SoundControl, type CallSound } from '../voice/call-sound.tsx';

export function HallHead({ board, sound }: { readonly board: DisplayBoard; readonly sound: CallSound }) {
  const format = useFormat();
  const now = useBusinessNow(1000);
  const connection = useConnection();
  return (
    <header className={styles.head}>
      <BrandMark size={60} />
      <h1>
        {board.bankName} · {board.branchName}
      </h1>
      <Opening hours={board.hours} now={now} />
      <div className={styles.end}>
        {connection.state !== 'connected' && <ConnectionPill {...connection} />}
        <SimulatedBadge />
        <SoundControl sound={sound} />
        <span className={styles.day}>{format.day(now)}</span>
        <time className="num" dateTime={new Date(now).toISOString()}>
          {format.clock(now)}
        </time>
      </div>
    </header>
  );
}

function Opening({ hours, now }: { readonly hours: DisplayBoard['hours']; readonly now: number }) {
  const t = useText(hallText);
  const format = useFormat();
  if (hours === null)
    return (
      <Tag kind="idle" size="large">
        {t('closedDay')}
      </Tag>
    );
  if (now < hours.opensAt)
    return (
      <Tag kind="info" size="large" icon="clockSolid">
        {t('opensAt', { time: format.clock(hours.opensAt) })}
      </Tag>
    );
  if (now >= hours.closesAt)
    return (
      <Tag kind="idle" size="large">
        {t('closed')}
      </Tag>
    );
  return (
    <span className={styles.open}>
      {t('open', { hours: format.clockRange(hours.opensAt, hours.closesAt) })}
    </span>
  );
}
