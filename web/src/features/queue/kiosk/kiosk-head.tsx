import type { DisplayBoard } from '@huiting/contracts/queue';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { BrandMark } from '../../../ui/brand.tsx';
import { ClockFace } from '../../../ui/clock-face.tsx';
import styles from './kiosk-head.module.css';
import { kioskText } from './kiosk.text.ts';

/** Bank, branch, hours and time; other steps say in the second line where the customer is. */
export function KioskHead({ board, note }: { readonly board: DisplayBoard; readonly note?: string }) {
  return (
    <header className={styles.head}>
      <BrandMark size={68} />
      <div className={styles.words}>
        <h1>
          {board.bankName} · {board.branchName}
        </h1>
        <p>{note ?? <Hours hours={board.hours} />}</p>
      </div>
      <ClockFace size={52} day />
    </header>
  );
}

function Hours({ hours }: { readonly hours: DisplayBoard['hours'] }) {
  const t = useText(kioskText);
  const format = useFormat();
  const now = useBusinessNow(10_000);
  if (hours === null) return t('closedToday');
  if (now < hours.opensAt) return t('opensLater', { time: format.clock(hours.opensAt) });
  if (now >= hours.closesAt) return t('closedNow');
  return t('hoursToday', { hours: format.clockRange(hours.opensAt, hours.closesAt) });
}
