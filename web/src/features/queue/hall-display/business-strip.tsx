import type { DisplayBoard } from '@huiting/contracts/queue';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { expectedDigits, expectedWords, type ServiceNow } from '../display/display.expected.domain.ts';
import styles from './business-strip.module.css';
import { hallText } from './hall-display.text.ts';

interface BusinessStripProps {
  readonly services: readonly ServiceNow[];
  readonly elsewhere: DisplayBoard['elsewhere'];
}

/** More columns than this are narrow: short words, and one card for all machines (design-system.md, section 9). */
const roomy = 5;

/** How many wait for each business, and how long a ticket taken now would wait; last, what the machines can do at once. */
export function BusinessStrip({ services, elsewhere }: BusinessStripProps) {
  const many = services.length + elsewhere.length > roomy;
  const t = useText(hallText);
  const named = useNamed();
  const machines = many && elsewhere.length > 1 ? ' 1.7fr' : ' minmax(0, 1fr)'.repeat(elsewhere.length);
  return (
    <ul
      className={styles.strip}
      data-many={many || undefined}
      style={{ gridTemplateColumns: `repeat(${Math.max(services.length, 1)}, minmax(0, 1fr))${machines}` }}
    >
      {services.map(({ service, figure }) => (
        <li key={service.id} data-closed={figure.closed !== null || undefined}>
          <h3 className="truncate">{named(service.name)}</h3>
          <p className={styles.waiting}>
            <b className="num">{figure.waiting}</b> {t(many ? 'waitingShort' : 'waiting')}
          </p>
          <p className={styles.expected}>
            {figure.closed === null ? <Expected expected={figure.expected} short={many} /> : t(figure.closed)}
          </p>
        </li>
      ))}
      {many && elsewhere.length > 1 ? (
        <li data-elsewhere>
          <h3>
            <Icon name="boltSolid" /> {t('noNumber')}
          </h3>
          {elsewhere.map((one) => (
            <p key={one.place} className={styles.machine}>
              <b>{t(`place.${one.place}`)}</b> {one.services.map(named).join(t('and'))}
            </p>
          ))}
        </li>
      ) : (
        elsewhere.map((one) => (
          <li key={one.place} data-elsewhere>
            <h3 className="truncate">
              <Icon name="boltSolid" /> {t(`place.${one.place}`)}
            </h3>
            <p className={styles.atOnce}>{t('noNumber')}</p>
            <p className={styles.able}>{one.services.map(named).join(t('and'))}</p>
          </li>
        ))
      )}
    </ul>
  );
}

interface ExpectedProps {
  readonly expected: ServiceNow['figure']['expected'];
  readonly short: boolean;
}
function Expected({ expected, short }: ExpectedProps) {
  const t = useText(hallText);
  const format = useFormat();
  const words = expectedWords(expected);
  switch (words.kind) {
    case 'noWindow':
      return (
        <>
          <Icon name="pauseSolid" /> {t('noWindowNow')}
        </>
      );
    case 'now':
      return (
        <span className={styles.now}>
          <Icon name="boltSolid" /> {t('noWait')}
        </span>
      );
    default:
      return (
        <>
          {t(short ? 'takeNowShort' : 'takeNow')} <b className="num">{expectedDigits(words, format)}</b>{' '}
          {t(words.kind === 'upTo' ? (short ? 'upToShort' : 'upTo') : short ? 'minutesShort' : 'minutes')}
        </>
      );
  }
}
