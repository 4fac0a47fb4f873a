import type { OrgUnit } from '@huiting/contracts/organization';
import { useFormat } from '../../../lib/format-context.tsx';
import { fenceAround, kilometresPerDegree, roundLength, seenAt } from '../organization.map.domain.ts';
import type { Placed, Size, View } from '../organization.map.domain.ts';
import styles from './branch-map.module.css';

interface GroundProps {
  readonly points: readonly Placed[];
  readonly units: readonly OrgUnit[];
  readonly view: View;
  readonly size: Size;
}

/** More fenced units than this lie upon one another. */
const mostFences = 12;

/** Below the marks: a grid of round degrees, and a fence around the branches of each unit. Nothing that is not in the register. */
export function MapGround({ points, units, view, size }: GroundProps) {
  const fences = fencesOf(points, units);
  const step = roundLength(view.scale, 160);
  const lines = (from: number, until: number): number[] => {
    const first = Math.ceil(from / step);
    return Array.from(
      { length: Math.max(0, Math.floor(until / step) - first + 1) },
      (_, at) => (first + at) * step,
    );
  };
  const halfWidth = size.width / 2 / view.scale;
  const halfHeight = size.height / 2 / view.scale;
  return (
    <g aria-hidden="true">
      <g className={styles.grid}>
        {lines(view.x - halfWidth, view.x + halfWidth).map((x) => {
          const at = seenAt({ x, y: 0 }, view, size).x;
          return <line key={`x${x}`} x1={at} x2={at} y1={0} y2={size.height} />;
        })}
        {lines(view.y - halfHeight, view.y + halfHeight).map((y) => {
          const at = seenAt({ x: 0, y }, view, size).y;
          return <line key={`y${y}`} x1={0} x2={size.width} y1={at} y2={at} />;
        })}
      </g>
      {fences.map(({ unit, fence }) => {
        const corners = fence.map((point) => seenAt(point, view, size));
        const top = corners.reduce((a, b) => (b.y < a.y ? b : a));
        return (
          <g key={unit.id} className={styles.fence}>
            <path
              d={`M${corners.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}${corners.length > 1 ? 'Z' : 'h0'}`}
            />
            <text x={top.x} y={top.y - 32}>
              {unit.name}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** Around the branches of each unit directly below the one all of them belong to. */
function fencesOf(points: readonly Placed[], units: readonly OrgUnit[]) {
  const held = units
    .filter(({ level }) => level !== 'outlet')
    .map((unit) => ({ unit, own: points.filter(({ place }) => place.path.startsWith(unit.path)) }))
    .filter(({ own }) => own.length > 0 && own.length < points.length);
  const outermost = held.filter(
    ({ unit }) => !held.some((other) => other.unit !== unit && unit.path.startsWith(other.unit.path)),
  );
  return outermost.length > mostFences
    ? []
    : outermost.map(({ unit, own }) => ({ unit, fence: fenceAround(own) }));
}

/** How long a kilometre is here. */
export function MapScale({ view }: { readonly view: View }) {
  const format = useFormat();
  const perKilometre = view.scale / kilometresPerDegree;
  const kilometres = roundLength(perKilometre, 120);
  const words =
    kilometres >= 1 ? `${format.integer(kilometres)} km` : `${format.integer(kilometres * 1000)} m`;
  return (
    <span className={styles.scale}>
      <i style={{ width: kilometres * perKilometre }} />
      <span className="num">{words}</span>
    </span>
  );
}
