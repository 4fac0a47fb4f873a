import { hallEndpoints } from '@huiting/contracts/hall';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { isUnended, useAssistCalls, useTakeCall } from './assist.live.ts';
import { assistText } from './assist.text.ts';
import styles from './kiosk-call.module.css';

/** At a kiosk: one large button that brings somebody here, and who is on the way. */
export function KioskCall({ branchId }: { readonly branchId: string }) {
  const t = useText(assistText);
  const format = useFormat();
  const { terminalName } = useMe();
  const now = useBusinessNow(1000);
  const take = useTakeCall(branchId);
  const [failed, setFailed] = useState(false);
  const { run, busy } = useCommand(() => setFailed(true));
  const calls = useAssistCalls(branchId).data?.calls ?? [];
  const mine = calls.find((one) => one.source !== 'window' && one.place === terminalName && isUnended(one));

  async function callHall() {
    setFailed(false);
    const answer = await run(hallEndpoints.callAssist, { branchId, windowId: null, reason: 'guide' });
    if (answer) take(answer);
  }
  if (mine)
    return (
      <section className={styles.state} data-coming={mine.acceptedBy !== null || undefined} role="status">
        <Icon name={mine.acceptedBy ? 'checkSolid' : 'bellSolid'} size={72} />
        <span>
          <strong>
            {mine.acceptedBy === null
              ? t('kioskWaiting')
              : t(mine.arrivedAt === null ? 'kioskComing' : 'kioskArrived', {
                  name: mine.acceptedBy.name,
                })}
          </strong>
          <small className="num">{t('kioskSince', { time: format.timer(now - mine.calledAt) })}</small>
        </span>
      </section>
    );
  return (
    <section className={styles.call}>
      <Button
        kind="primary"
        size="action"
        icon="headset"
        block
        busy={busy !== null}
        onClick={() => void callHall()}
      >
        {t('kioskCall')}
      </Button>
      <p role={failed ? 'alert' : undefined}>{t(failed ? 'kioskFailed' : 'kioskCallHint')}</p>
    </section>
  );
}
