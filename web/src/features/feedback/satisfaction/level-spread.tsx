import type { SatisfactionFigures } from '@huiting/contracts/feedback';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Face } from '../../../ui/faces.tsx';
import { satisfactionText } from './satisfaction.text.ts';
import styles from './satisfaction.module.css';

const levels = [5, 4, 3, 2, 1] as const;
const tones = { 5: 'good', 4: 'fine', 3: 'middle', 2: 'poor', 1: 'bad' } as const;

/** How many chose each of the five faces. */
export function LevelSpread({ figures }: { readonly figures: SatisfactionFigures }) {
  const t = useText(satisfactionText);
  const format = useFormat();
  const most = Math.max(1, ...figures.levels);
  return (
    <ul className={styles.spread}>
      {levels.map((level) => {
        const count = figures.levels[level - 1] ?? 0;
        return (
          <li key={level}>
            <Face level={level} size={26} />
            <span>{t(`level.${level}`)}</span>
            <span className={styles.lane}>
              <span data-tone={tones[level]} style={{ width: `${(count / most) * 100}%` }} />
            </span>
            <span className="num">{format.integer(count)}</span>
            <span className={`num ${styles.share}`}>
              {format.percent(figures.shares.levels[level - 1] ?? null)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
