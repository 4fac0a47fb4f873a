import { platformEndpoints } from '@huiting/contracts/platform';
import { useState } from 'react';
import { call } from '../../../lib/api.ts';
import { businessClock, useClockReading } from '../../../lib/clock.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { Guarded } from '../guarded.tsx';
import styles from './clock-page.module.css';
import { systemText } from './system.text.ts';

const rates = ['1', '2', '5', '10', '30', '60'] as const;
/** A business day from half an hour before opening to close, ms: what the words about a day's length count with. */
const dayMs = 8.5 * 3_600_000;

export function ClockRoute() {
  return (
    <Guarded permission="clock.control">
      <ClockPage />
    </Guarded>
  );
}

/** How business time runs, and what each speed means for the hall. */
function ClockPage() {
  const t = useText(systemText);
  const format = useFormat();
  const toast = useToast();
  const tell = useProblemToast();
  const reading = useClockReading();
  const now = useBusinessNow(reading.rate > 1 ? 250 : 1_000);
  const [busy, setBusy] = useState(false);
  const [lastRate, setLastRate] = useState(1);
  const { rate, mode } = reading;
  const paused = rate === 0;

  async function setRate(next: number) {
    setBusy(true);
    if (rate > 0) setLastRate(rate);
    try {
      const clock = await call(platformEndpoints.setClock, { rate: next });
      const serverWall =
        clock.rate > 0 ? clock.anchorWall + (clock.now - clock.anchorBusiness) / clock.rate : Date.now();
      businessClock.set(clock, serverWall);
      toast({ words: next === 0 ? t('clock.setPaused') : t('clock.set', { rate: next }) });
    } catch (error) {
      tell(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <ListPage plain title={t('clock.title')} hint={t('clock.hint')}>
      <div className={styles.page}>
        <Panel>
          <div className={styles.now}>
            <span>{t('clock.now')}</span>
            <time className="num" dateTime={new Date(now).toISOString()}>
              {format.clockSeconds(now)}
            </time>
            <span>{format.day(now)}</span>
            {mode === 'simulated' && (
              <span className={styles.mode} data-paused={paused || undefined}>
                <Icon name={paused ? 'pauseSolid' : 'clockSolid'} />
                {t('clock.simulated')} · {paused ? t('clock.paused') : t('clock.running', { rate })}
              </span>
            )}
          </div>
        </Panel>
        {mode === 'simulated' ? (
          <Panel title={t('clock.rate')}>
            <div className={styles.control}>
              <div className={styles.row}>
                <Button
                  kind={paused ? 'primary' : 'plain'}
                  icon={paused ? 'play' : 'pause'}
                  busy={busy}
                  onClick={() => void setRate(paused ? lastRate : 0)}
                >
                  {t(paused ? 'clock.resume' : 'clock.pause')}
                </Button>
                <Segmented<string>
                  label={t('clock.rate')}
                  value={String(rate)}
                  disabled={busy}
                  onChange={(value) => void setRate(Number(value))}
                  options={rates.map((value) => ({ value, label: `${value}×` }))}
                />
              </div>
              <div className={styles.means} aria-live="polite">
                {!paused && <strong>{t('clock.means', { minutes: rate })}</strong>}
                <p>
                  {paused
                    ? t('clock.meansPaused')
                    : rate === 1
                      ? t('clock.means1')
                      : t(rate <= 2 ? 'clock.means2' : 'clock.meansFast', {
                          hours: format.wait(dayMs / rate),
                        })}
                </p>
              </div>
              <ul className={styles.notes}>
                <li>{t('clock.forAll')}</li>
                <li>{t('clock.afterClose')}</li>
              </ul>
            </div>
          </Panel>
        ) : (
          <Panel>
            <p className={styles.fixed}>
              <Icon name="lock" size={18} />
              {t(mode === 'driven' ? 'clock.driven' : 'clock.real')}
            </p>
          </Panel>
        )}
      </div>
    </ListPage>
  );
}
