import { useId, useState } from 'react';
import styles from './trend-chart.module.css';

export interface TrendPoint {
  /** Under the axis, where there is room. */
  readonly label: string;
  /** null = not known that day: the line has a gap. */
  readonly value: number | null;
  /** Of the line compared with; absent = none is drawn. */
  readonly before?: number | null;
  /** Said beside the pointer: everything of that point. */
  readonly words: string;
}
interface TrendChartProps {
  readonly points: readonly TrendPoint[];
  /** Of the axis; values beyond are drawn at its edge. */
  readonly low: number;
  readonly high: number;
  readonly format: (value: number) => string;
  /** One sentence for those who cannot see the line. */
  readonly summary: string;
  readonly height?: number;
  /** Of the drawing; words keep their size where it is shown about as wide. */
  readonly width?: number;
}

const margin = { top: 14, right: 14, bottom: 24, left: 46 };
const lines = 4;

/** A figure over days, with the same days of the period before as a dashed line behind it. Drag along it to read a day. */
export function TrendChart({
  points,
  low,
  high,
  format,
  summary,
  height = 220,
  width = 860,
}: TrendChartProps) {
  const [at, setAt] = useState<number | null>(null);
  const fade = useId();
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  const x = (index: number) =>
    margin.left + (points.length < 2 ? inner.width / 2 : (index / (points.length - 1)) * inner.width);
  const y = (value: number) => {
    const share = (Math.min(high, Math.max(low, value)) - low) / (high - low || 1);
    return margin.top + (1 - share) * inner.height;
  };
  const every = Math.max(1, Math.ceil(points.length / (width / 86)));
  const shown = at === null ? null : points[at];
  return (
    <figure className={styles.chart}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={summary} preserveAspectRatio="none">
        <defs>
          <linearGradient id={fade} x1="0" y1="0" x2="0" y2="1">
            <stop offset="0" className={styles.fadeTop} />
            <stop offset="1" className={styles.fadeEnd} />
          </linearGradient>
        </defs>
        {Array.from({ length: lines + 1 }, (_, step) => low + ((high - low) * step) / lines).map((value) => (
          <g key={value}>
            <line
              className={styles.rule}
              x1={margin.left}
              x2={width - margin.right}
              y1={y(value)}
              y2={y(value)}
            />
            <text className={`num ${styles.tick}`} x={margin.left - 8} y={y(value) + 4} textAnchor="end">
              {format(value)}
            </text>
          </g>
        ))}
        {points.map(
          (point, index) =>
            index % every === 0 && (
              <text
                key={point.label}
                className={`num ${styles.tick}`}
                x={x(index)}
                y={height - 6}
                textAnchor={index === 0 ? 'start' : 'middle'}
              >
                {point.label}
              </text>
            ),
        )}
        {runsOf(points.map(({ value }) => value)).map((run) => (
          <path
            key={`area ${run[0]!.index}`}
            fill={`url(#${fade})`}
            d={`${pathOf(run, x, y)} L ${x(run.at(-1)!.index)} ${y(low)} L ${x(run[0]!.index)} ${y(low)} Z`}
          />
        ))}
        {runsOf(points.map(({ before }) => before ?? null)).map((run) => (
          <path key={`before ${run[0]!.index}`} className={styles.before} d={pathOf(run, x, y)} />
        ))}
        {runsOf(points.map(({ value }) => value)).map((run) => (
          <path key={`now ${run[0]!.index}`} className={styles.line} d={pathOf(run, x, y)} />
        ))}
        {points.map(({ label, value }, index) =>
          value === null || (points.length > 31 && index !== at) ? null : (
            <circle
              key={label}
              className={styles.dot}
              cx={x(index)}
              cy={y(value)}
              r={index === at ? 5 : 2.5}
            />
          ),
        )}
        <rect
          className={styles.reader}
          x={margin.left}
          y={0}
          width={inner.width}
          height={height}
          onPointerMove={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            const share = (event.clientX - box.left) / box.width;
            setAt(Math.min(points.length - 1, Math.max(0, Math.round(share * (points.length - 1)))));
          }}
          onPointerLeave={() => setAt(null)}
        />
      </svg>
      {shown && at !== null && (
        <figcaption
          className={styles.note}
          style={{ left: `${(x(at) / width) * 100}%` }}
          data-side={at > points.length / 2 ? 'left' : 'right'}
        >
          {shown.words}
        </figcaption>
      )}
    </figure>
  );
}

interface Known {
  readonly index: number;
  readonly value: number;
}
/** Days that are known one after another; a day that is not breaks the line. */
function runsOf(values: readonly (number | null)[]): readonly Known[][] {
  const runs: Known[][] = [];
  values.forEach((value, index) => {
    if (value === null) return;
    const last = runs.at(-1);
    if (last?.at(-1)?.index === index - 1) last.push({ index, value });
    else runs.push([{ index, value }]);
  });
  return runs;
}

function pathOf(run: readonly Known[], x: (index: number) => number, y: (value: number) => number): string {
  return run.map(({ index, value }, step) => `${step === 0 ? 'M' : 'L'} ${x(index)} ${y(value)}`).join(' ');
}
