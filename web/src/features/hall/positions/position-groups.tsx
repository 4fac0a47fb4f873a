import type { Position } from '@huiting/contracts/hall';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Avatar } from '../../../ui/brand.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { positionText } from './positions.text.ts';
import { hallText } from '../hall.text.ts';
import styles from './position-groups.module.css';

const kinds = ['lobbyManager', 'reserve', 'window'] as const;

/** Who is meant to be where today, in order; and where they really are. */
export function PositionGroups({ positions }: { readonly positions: readonly Position[] }) {
  const t = useText(positionText);
  const h = useText(hallText);
  const format = useFormat();
  return (
    <div className={styles.groups}>
      {kinds.map((kind) => {
        const people = positions.filter((one) => one.kind === kind);
        return (
          <section key={kind}>
            <h3>
              {t(`kind.${kind}`)} <span className="num">{people.length}</span>
            </h3>
            {people.length === 0 && <p className={styles.none}>{t('nobodyHere')}</p>}
            <ul className={styles.people}>
              {people.map((one) => (
                <li key={one.staffId} data-duty={one.onDuty || undefined}>
                  {kind === 'reserve' ? (
                    <span className={`num ${styles.rank}`}>{one.rank}</span>
                  ) : (
                    <Avatar name={one.name} size={36} />
                  )}
                  <span className={styles.words}>
                    <strong>{one.name}</strong>
                    <small>{h(`post.${one.post}`)}</small>
                  </span>
                  {one.onDuty ? (
                    <Tag kind="ok">{t('onDuty')}</Tag>
                  ) : (
                    one.windowLabel !== null && (
                      <small className={styles.window}>{format.windowName(one.windowLabel)}</small>
                    )
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
