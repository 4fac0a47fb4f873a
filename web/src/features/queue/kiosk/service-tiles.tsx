import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Icon, iconNames, type IconName } from '../../../ui/icons/icon.tsx';
import { Tile } from '../../../ui/tile.tsx';
import {
  expectedDigits,
  expectedWords,
  isLongWait,
  type ServiceNow,
} from '../display/display.expected.domain.ts';
import { kioskText } from './kiosk.text.ts';
import styles from './service-tiles.module.css';

interface ServiceTilesProps {
  readonly services: readonly ServiceNow[];
  readonly elder: boolean;
  readonly lobbyManagers: readonly string[];
  readonly onPick: (serviceTypeId: string) => void;
  readonly onCheckIn: () => void;
  readonly onHelp: () => void;
}

/** Two columns of three; in elder mode one choice per row, four at most. The rest lies behind 更多业务. */
const pageSize = { standard: 6, elder: 4 } as const;

export function ServiceTiles({
  services,
  elder,
  lobbyManagers,
  onPick,
  onCheckIn,
  onHelp,
}: ServiceTilesProps) {
  const t = useText(kioskText);
  const [page, setPage] = useState(0);
  const size = elder ? pageSize.elder : pageSize.standard;
  const pages = Math.max(1, Math.ceil(services.length / size));
  const shown = services.slice((page % pages) * size, (page % pages) * size + size);
  return (
    <>
      <div className={styles.tiles}>
        {shown.map((one) => (
          <ServiceTile key={one.service.id} now={one} elder={elder} onPick={() => onPick(one.service.id)} />
        ))}
      </div>
      <div className={styles.others} data-three={pages > 1 || undefined}>
        {pages > 1 && <Tile icon="apps" title={t('more')} onPress={() => setPage(page + 1)} />}
        <Tile
          kind="primary"
          icon="calendar"
          title={t('checkIn')}
          note={elder || pages > 1 ? undefined : t('checkInHint')}
          onPress={onCheckIn}
        />
        <Tile
          icon="headset"
          title={t('help')}
          note={
            elder || pages > 1
              ? undefined
              : lobbyManagers.length > 0
                ? t('helpWho', { names: lobbyManagers.slice(0, 2).join('、') })
                : t('helpAnyone')
          }
          onPress={onHelp}
        />
      </div>
    </>
  );
}

interface ServiceTileProps {
  readonly now: ServiceNow;
  readonly elder: boolean;
  readonly onPick: () => void;
}
/** People and minutes before the tap. */
function ServiceTile({ now: { service, figure }, elder, onPick }: ServiceTileProps) {
  const t = useText(kioskText);
  const named = useNamed();
  const closed = figure.closed === null ? undefined : t(`closed.${figure.closed}`);
  const facts = (
    <Facts waiting={figure.waiting} expected={figure.expected} long={isLongWait(service, figure.expected)} />
  );
  return (
    <Tile
      icon={iconOf(service.icon)}
      title={named(service.name)}
      note={elder ? (closed ?? <span className={styles.inline}>{facts}</span>) : named(service.description)}
      foot={elder ? undefined : facts}
      closed={elder && closed !== undefined ? '' : closed}
      onPress={onPick}
    />
  );
}

function Facts({
  waiting,
  expected,
  long,
}: {
  readonly waiting: number;
  readonly expected: ServiceNow['figure']['expected'];
  readonly long: boolean;
}) {
  const t = useText(kioskText);
  const format = useFormat();
  const words = expectedWords(expected);
  if (words.kind === 'now' && waiting === 0) {
    return (
      <span className={styles.now}>
        <Icon name="boltSolid" /> {t('noWait')}
      </span>
    );
  }
  const [before = '', after = ''] = t('waiting', { count: '\u0000' }).split('\u0000');
  return (
    <>
      <span>
        {before}
        <b className="num">{format.integer(waiting)}</b>
        {after}
      </span>
      {words.kind === 'noWindow' ? (
        <span className={styles.noWindow}>
          <Icon name="pauseSolid" /> {t('noWindow')}
        </span>
      ) : words.kind === 'now' ? (
        <span className={styles.now}>{t('noWait')}</span>
      ) : (
        <span data-long={long || undefined} className={styles.expected}>
          {long && <Icon name="clockSolid" />} {t(words.kind === 'upTo' ? 'upToWord' : 'about')}{' '}
          <b className="num">{expectedDigits(words, format)}</b> {t('minutesShort')}
        </span>
      )}
    </>
  );
}

function iconOf(name: string): IconName {
  return (iconNames as readonly string[]).includes(name) ? (name as IconName) : 'ticket';
}
