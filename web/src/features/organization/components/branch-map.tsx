import type { BranchPlace } from '@huiting/contracts/organization';
import { useMemo } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { mapHeight, mapWidth, marksOf } from '../organization.map.domain.ts';
import type { Mark } from '../organization.map.domain.ts';
import { mapText } from '../organization.map.text.ts';
import styles from './branch-map.module.css';

type State = 'calm' | 'congested' | 'idle';

/** BR-01: where branches lie, plotted by their coordinates alone. Shape and colour tell the state; names and links stand beside it. */
export function BranchMap({
  places,
  congested,
  onOpen,
}: {
  readonly places: readonly BranchPlace[];
  /** Paths of the branches that are congested now. */
  readonly congested: ReadonlySet<string>;
  /** The branches of a mark that was pressed. */
  readonly onOpen: (places: readonly BranchPlace[]) => void;
}) {
  const t = useText(mapText);
  const marks = useMemo(() => marksOf(places), [places]);
  const stateOf = ({ places: some }: Mark): State => {
    if (some.some(({ path }) => congested.has(path))) return 'congested';
    return some.some(({ stage }) => stage === 'operating') ? 'calm' : 'idle';
  };
  // What needs a person is drawn last, so that nothing lies upon it.
  const order: Readonly<Record<State, number>> = { idle: 0, calm: 1, congested: 2 };
  const drawn = marks
    .map((mark) => ({ mark, state: stateOf(mark) }))
    .sort((a, b) => order[a.state] - order[b.state]);
  const hot = places.filter(({ path }) => congested.has(path)).length;
  return (
    <figure className={styles.map}>
      <svg
        viewBox={`0 0 ${mapWidth} ${mapHeight}`}
        role="img"
        aria-label={t('summary', { count: places.length, hot })}
      >
        {drawn.map(({ mark, state }) => (
          <g
            key={mark.places[0]!.id}
            className={styles.mark}
            data-state={state}
            transform={`translate(${mark.x} ${mark.y})`}
            onClick={() => onOpen(mark.places)}
          >
            <title>{titleOf(mark)}</title>
            {state === 'congested' ? (
              <path d="M0 -11 L11 8 L-11 8 Z" />
            ) : (
              <circle r={mark.places.length > 1 ? 10 : 6} />
            )}
            {mark.places.length > 1 && <text y={state === 'congested' ? 6 : 4}>{mark.places.length}</text>}
          </g>
        ))}
      </svg>
      <figcaption>
        <span data-state="calm">{t('calm')}</span>
        <span data-state="congested">{t('congested')}</span>
        <span data-state="idle">{t('idle')}</span>
        <em>{t('schematic')}</em>
      </figcaption>
    </figure>
  );
}

const named = 5;

function titleOf({ places }: Mark): string {
  const names = places.slice(0, named).map(({ name }) => name);
  return places.length > named ? `${names.join('、')} … ${places.length}` : names.join('、');
}
