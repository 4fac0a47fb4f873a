import type { DisplayFigures } from '@huiting/contracts/queue';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useConnection } from '../../../lib/live.ts';
import { usePeripheralState } from '../../../lib/peripherals/index.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { IdCardHero } from '../../../ui/id-card-hero.tsx';
import type { HeldDocument } from './kiosk.flow.domain.ts';
import styles from './kiosk-hero.module.css';
import { kioskText } from './kiosk.text.ts';

interface KioskHeroProps {
  readonly figures: DisplayFigures;
  readonly document: HeldDocument | null;
  readonly offline: boolean;
}

/** What to do first: put a document on the plate. Tells nothing of a reader that is not there. */
export function KioskHero({ figures, document, offline }: KioskHeroProps) {
  const t = useText(kioskText);
  const idReader = usePeripheralState('idReader');
  const cardReader = usePeripheralState('cardReader');
  const scanner = usePeripheralState('scanner');
  const reads = idReader === 'ready';
  return (
    <section className={styles.hero}>
      <div className={styles.prompt}>
        <div className={styles.words}>
          {offline ? (
            <>
              <h2>{t('offlineTitle')}</h2>
              <p>{t('offlineHint')}</p>
            </>
          ) : document ? (
            <Held document={document} />
          ) : (
            <>
              <h2>
                <span>{t(reads ? 'heroTitle1' : 'noReaderTitle1')}</span>
                <span>{t(reads ? 'heroTitle2' : 'noReaderTitle2')}</span>
              </h2>
              <p>
                <span>{t(reads ? 'heroHint1' : 'noReaderHint1')}</span>
                <span>{t(reads ? 'heroHint2' : 'noReaderHint2')}</span>
              </p>
              <ul>
                {reads && (
                  <li>
                    <Icon name="idCard" /> {t('idCard')}
                  </li>
                )}
                {cardReader === 'ready' && (
                  <li>
                    <Icon name="card" /> {t('bankCard')}
                  </li>
                )}
                {scanner === 'ready' && (
                  <li>
                    <Icon name="qr" /> {t('bookingCode')}
                  </li>
                )}
              </ul>
            </>
          )}
        </div>
        {idReader !== 'absent' && !offline && (
          <IdCardHero
            plateLabel={t(idReader === 'fault' ? 'plateFault' : 'plate')}
            reading={document !== null}
          />
        )}
      </div>
      <Figures figures={figures} />
    </section>
  );
}

function Held({ document }: { readonly document: HeldDocument }) {
  const t = useText(kioskText);
  const tail = document.identifier.value.slice(-4);
  return (
    <div aria-live="polite">
      <h2>
        <span>
          {document.greeting === null ? t('heldTitle') : t('heldGreeting', { name: document.greeting })}
        </span>
      </h2>
      <p>
        <span>{t('heldNext')}</span>
        <span>{t(document.identifier.kind === 'card' ? 'cardTail' : 'heldTail', { tail })}</span>
      </p>
    </div>
  );
}

function Figures({ figures }: { readonly figures: DisplayFigures }) {
  const t = useText(kioskText);
  const format = useFormat();
  const { state, lastAt } = useConnection();
  const stale = state === 'stale' || state === 'offline';
  const average = format.waitParts(
    figures.averageWaitSeconds === null ? null : figures.averageWaitSeconds * 1000,
  );
  return (
    <div className={styles.figures}>
      <dl>
        <div>
          <dt>{t('waitingNow')}</dt>
          <dd>
            <b className="num">{format.integer(figures.waiting)}</b> {t('people')}
          </dd>
        </div>
        <div data-average>
          <dt>{t('average')}</dt>
          <dd>
            <b className="num">{average.value}</b> {average.unit}
          </dd>
        </div>
        <div>
          <dt>{t('openWindows')}</dt>
          <dd>
            <b className="num">{format.integer(figures.openWindows)}</b> {t('countWindows')}
          </dd>
        </div>
      </dl>
      <div className={styles.updated} data-stale={stale || undefined}>
        {stale && <Icon name="clockSolid" />}
        {stale
          ? t('staleSince', { time: format.clock(lastAt ?? figures.at) })
          : t('updated', { time: format.clock(figures.at) })}
      </div>
    </div>
  );
}
