import type { DisplayBoard } from '@huiting/contracts/queue';
import { useMemo } from 'react';
import { useText, type Locale } from '../../../lib/i18n.ts';
import { useConnection } from '../../../lib/live.ts';
import { usePeripheralState } from '../../../lib/peripherals/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { servicesNow } from '../display/display.expected.domain.ts';
import type { HeldDocument } from './kiosk.flow.domain.ts';
import { KioskHead } from './kiosk-head.tsx';
import { KioskHero } from './kiosk-hero.tsx';
import { KioskNotices } from './kiosk-notices.tsx';
import styles from './kiosk-home.module.css';
import { kioskText } from './kiosk.text.ts';
import { ServiceTiles } from './service-tiles.tsx';

interface KioskHomeProps {
  readonly board: DisplayBoard;
  readonly document: HeldDocument | null;
  readonly elder: boolean;
  readonly locale: Locale;
  readonly idleSeconds: number;
  readonly onElder: (on: boolean) => void;
  readonly onLocale: (locale: Locale) => void;
  readonly onPick: (serviceTypeId: string) => void;
  readonly onCheckIn: () => void;
  readonly onHelp: () => void;
  readonly onDropDocument: () => void;
}

/** First screen: document on the plate, or a business by touch. */
export function KioskHome({ board, document, elder, locale, idleSeconds, ...act }: KioskHomeProps) {
  const t = useText(kioskText);
  const services = useMemo(
    () => servicesNow(board.services, board.figures.services),
    [board.services, board.figures.services],
  );
  const offline = useConnection().state === 'offline';
  const hasReader = usePeripheralState('idReader') === 'ready';
  return (
    <div className={styles.home}>
      <KioskHead board={board} />
      <KioskHero figures={board.figures} document={document} offline={offline} />
      <div className={styles.touch}>
        <div className={styles.row}>
          {document ? (
            <Button icon="close" onClick={act.onDropDocument}>
              {t(document.identifier.kind === 'card' ? 'dropCard' : 'dropDocument')}
            </Button>
          ) : (
            !offline && <h2>{t(hasReader ? 'chooseService' : 'chooseServicePlain')}</h2>
          )}
          <Segmented
            look="outlined"
            label={t('mode')}
            value={elder ? 'elder' : 'standard'}
            onChange={(next) => act.onElder(next === 'elder')}
            options={[
              { value: 'standard', label: t('standard') },
              { value: 'elder', label: t('elder'), icon: 'heartSolid', tone: 'elder' },
            ]}
          />
          {!(document && elder) && (
            <Segmented<Locale>
              look="outlined"
              label={t('language')}
              value={locale}
              onChange={act.onLocale}
              options={[
                { value: 'zh-CN', label: t('chinese') },
                { value: 'en', label: t('english'), icon: 'globe' },
              ]}
            />
          )}
        </div>
        {offline ? (
          <div className={styles.offline} role="alert">
            <Icon name="headset" size={96} />
            <strong>{t('help')}</strong>
            <p>
              {board.lobbyManagers.length > 0
                ? t('helpWho', { names: board.lobbyManagers.join('、') })
                : t('helpAnyone')}
            </p>
          </div>
        ) : (
          <ServiceTiles
            services={services}
            elder={elder}
            lobbyManagers={board.lobbyManagers}
            onPick={act.onPick}
            onCheckIn={act.onCheckIn}
            onHelp={act.onHelp}
          />
        )}
      </div>
      <footer className={styles.foot}>
        <QrCode text={`${location.origin}/h5/`} size={148} label={t('phoneQr')} />
        <div>
          <strong>{t('phoneTitle')}</strong>
          <p>{t('phoneHint')}</p>
          {!elder && <KioskNotices notices={board.notices} />}
        </div>
        <p className={styles.idle}>{t('idleHint', { seconds: idleSeconds })}</p>
      </footer>
    </div>
  );
}
