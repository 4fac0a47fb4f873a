import type { BranchPlace, OrgUnit } from '@huiting/contracts/organization';
import { useCallback, useMemo } from 'react';
import type { KeyboardEvent } from 'react';
import { useText } from '../../../lib/i18n.ts';
import type { Translate } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { labelsFor } from '../organization.map-labels.domain.ts';
import { marksIn, placedOn } from '../organization.map.domain.ts';
import type { Mark } from '../organization.map.domain.ts';
import { mapText } from '../organization.map.text.ts';
import styles from './branch-map.module.css';
import { MapGround, MapScale } from './map-ground.tsx';
import { useMapView } from './use-map-view.ts';

type State = 'calm' | 'congested' | 'idle';
type MapWords = Translate<(typeof mapText)['zh-CN']>;

interface BranchMapProps {
  readonly places: readonly BranchPlace[];
  /** For names of regions; those the person may see. */
  readonly units: readonly OrgUnit[];
  /** Paths of the branches that are congested now. */
  readonly congested: ReadonlySet<string>;
  readonly selectedId: string | null;
  readonly onOpen: (branchId: string) => void;
  /** Branches that lie at one point however near one looks. */
  readonly onMany: (places: readonly BranchPlace[]) => void;
}

/** What needs a person is drawn last, so that nothing lies upon it, and named first. */
const order: Readonly<Record<State, number>> = { idle: 0, calm: 1, congested: 2 };
/** The ring of what is chosen or pointed at stands off its mark (px). */
const ringGap = 5;
/** Names on a map of one screen; more would be a wall of words. */
const mostNames = 120;

/**
 * BR-01: where branches lie, by their coordinates alone. Shape and colour tell the state; those that would lie upon each other are one
 * mark with a number, which opens into its branches.
 */
export function BranchMap({ places, units, congested, selectedId, onOpen, onMany }: BranchMapProps) {
  const t = useText(mapText);
  const points = useMemo(() => placedOn(places), [places]);
  const { frame, view, size, isWhole, wasDragged, zoom, whole, show, handlers } = useMapView(points);
  const marks = useMemo(
    () =>
      marksIn(points, view, size)
        .map((mark) => ({ ...mark, state: stateOf(mark, congested), radius: radiusOf(mark) }))
        .sort((a, b) => order[a.state] - order[b.state] || b.places.length - a.places.length),
    [points, view, size, congested],
  );
  const isSelected = useCallback(
    ({ places: some }: Mark): boolean => some.some(({ id }) => id === selectedId),
    [selectedId],
  );
  const labels = useMemo(
    () =>
      labelsFor(
        marks
          .toSorted((a, b) => order[b.state] - order[a.state] || b.places.length - a.places.length)
          .slice(0, mostNames)
          .map((mark) => ({
            ...mark,
            radius: mark.radius + (isSelected(mark) ? ringGap : 0),
            words: nameOf(mark, { units, congested, andMore: (name) => t('andMore', { name }) }),
          })),
        size,
      ),
    [marks, units, size, congested, isSelected, t],
  );
  const hot = places.filter(({ path }) => congested.has(path)).length;

  function open({ places: some }: Mark) {
    if (wasDragged()) return;
    const [first] = some;
    if (some.length === 1) onOpen(first!.id);
    else if (some.every((one) => one.latitude === first!.latitude && one.longitude === first!.longitude))
      onMany(some);
    else show(points.filter(({ place }) => some.includes(place)));
  }
  const onKey = (event: KeyboardEvent, mark: Mark) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    open(mark);
  };

  return (
    <figure className={styles.map}>
      <div
        ref={frame}
        className={styles.frame}
        tabIndex={0}
        role="group"
        aria-label={t('summary', { count: places.length, hot })}
        aria-describedby="branch-map-keys"
        {...handlers}
      >
        <svg width={size.width} height={size.height}>
          <MapGround points={points} units={units} view={view} size={size} />
          {marks.map((mark) => (
            <g
              key={mark.key}
              role="button"
              tabIndex={0}
              aria-label={wordsOf(mark, t)}
              className={styles.mark}
              data-state={mark.state}
              data-selected={isSelected(mark) || undefined}
              transform={`translate(${mark.x.toFixed(1)} ${mark.y.toFixed(1)})`}
              onClick={() => open(mark)}
              onDoubleClick={(event) => event.stopPropagation()}
              onKeyDown={(event) => onKey(event, mark)}
            >
              <title>{wordsOf(mark, t)}</title>
              {/* a finger's room */}
              <circle className={styles.touch} r={18} />
              <circle className={styles.ring} r={mark.radius + ringGap} />
              {mark.state === 'congested' ? (
                <path className={styles.dot} d={triangle(mark.radius + 3)} />
              ) : (
                <circle className={styles.dot} r={mark.radius} />
              )}
              {mark.places.length > 1 && (
                <text className="num" y={mark.state === 'congested' ? 6 : 4}>
                  {mark.places.length}
                </text>
              )}
            </g>
          ))}
          <g className={styles.names} aria-hidden="true">
            {labels.map(({ key, words, x, y, anchor }) => (
              <text key={key} x={x} y={y} textAnchor={anchor}>
                {words}
              </text>
            ))}
          </g>
        </svg>
        <MapScale view={view} />
      </div>
      <div className={styles.buttons}>
        <Button icon="plus" aria-label={t('nearer')} onClick={() => zoom('in')} />
        <Button icon="minus" aria-label={t('farther')} disabled={isWhole} onClick={() => zoom('out')} />
        <Button icon="scan" aria-label={t('whole')} disabled={isWhole} onClick={whole} />
      </div>
      <figcaption>
        <span data-state="calm">{t('calm')}</span>
        <span data-state="congested">{t('congested')}</span>
        <span data-state="idle">{t('idle')}</span>
        <span data-state="many">{t('many')}</span>
        <em id="branch-map-keys">{t('keys')}</em>
        <em>{t('schematic')}</em>
      </figcaption>
    </figure>
  );
}

function stateOf({ places }: Mark, congested: ReadonlySet<string>): State {
  if (places.some(({ path }) => congested.has(path))) return 'congested';
  return places.some(({ stage }) => stage === 'operating') ? 'calm' : 'idle';
}

const radiusOf = ({ places }: Mark): number =>
  places.length === 1 ? 7 : 10 + Math.min(10, Math.log2(places.length) * 1.5);
const triangle = (r: number): string =>
  `M0 ${-r} L${(r * 0.95).toFixed(1)} ${(r * 0.75).toFixed(1)} L${(-r * 0.95).toFixed(1)} ${(r * 0.75).toFixed(1)} Z`;

/** Some are told by the one that matters most, a crowd by the lowest unit all of it belongs to. */
const crowd = 10;

function nameOf(
  { places }: Mark,
  {
    units,
    congested,
    andMore,
  }: {
    readonly units: readonly OrgUnit[];
    readonly congested: ReadonlySet<string>;
    readonly andMore: (name: string) => string;
  },
): string {
  const first = places.find(({ path }) => congested.has(path)) ?? places[0]!;
  if (places.length === 1) return first.name;
  if (places.length < crowd) return andMore(first.name);
  const lowest = units
    .filter(({ level, path }) => level !== 'outlet' && places.every((one) => one.path.startsWith(path)))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
  return lowest === undefined || lowest.parentId === null ? '' : lowest.name;
}

const named = 5;
/** What the mark shows, and more: its number first, as it is seen. */
function wordsOf({ places, state }: Mark & { readonly state: State }, t: MapWords): string {
  const count = places.length;
  const names = places.slice(0, named).map(({ name }) => name);
  const list = [names.join(t('comma')), count > named ? t('more', { count: count - named }) : '']
    .join(' ')
    .trim();
  return `${count === 1 ? list : t('several', { count, list })} · ${t(state)}`;
}
