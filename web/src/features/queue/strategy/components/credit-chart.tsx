import { useState } from 'react';
import { useFormat } from '../../../../lib/format-context.tsx';
import { useText } from '../../../../lib/i18n.ts';
import { creditAt, crossingsOf, spanMinutes, type PriorityClass } from '../strategy.credit.domain.ts';
import { strategyText } from '../strategy.text.ts';
import type { StrategyWords } from './strategy-words.tsx';
import styles from '../strategy.module.css';

const width = 760;
const height = 320;
const pad = { left: 44, right: 128, top: 16, bottom: 34 };
/** Four colours at most; classes beyond share them with a broken line and their name at its end. */
const looks = ['1', '2', '3', '4'] as const;

/** Credit of each class over waiting: start and slope, a diamond at the guarantee, dots where one overtakes another. */
export function CreditChart({
  classes,
  words,
}: {
  readonly classes: readonly PriorityClass[];
  readonly words: StrategyWords;
}) {
  const t = useText(strategyText);
  const format = useFormat();
  const [at, setAt] = useState<number | null>(null);
  const span = spanMinutes(classes);
  const top = niceTop(
    Math.max(10, ...classes.map((one) => creditAt(one, one.guaranteedWaitMinutes ?? span))),
  );
  const x = (minutes: number) => pad.left + (minutes / span) * (width - pad.left - pad.right);
  const y = (credit: number) =>
    height - pad.bottom - (Math.min(credit, top) / top) * (height - pad.top - pad.bottom);
  const crossings = crossingsOf(classes, span);
  const minuteTicks = ticks(span, 4);
  const creditTicks = ticks(top, 4);
  const labels = spread(
    classes.map((one) => y(creditAt(one, one.guaranteedWaitMinutes ?? span))),
    16,
  );
  // A class past its guarantee is called by it: credit says nothing more.
  const shown = classes
    .map((one, index) => ({ one, index }))
    .filter(({ one }) => at !== null && at <= (one.guaranteedWaitMinutes ?? span));
  const cursorLabels = spread(
    shown.map(({ one }) => y(creditAt(one, at ?? 0)) - 8),
    14,
  );
  const summary = classes.map((one) =>
    t('lineSummary', {
      name: words.classOf(one.code),
      start: one.startingCredit,
      rate: one.creditPerMinute,
      guarantee:
        one.guaranteedWaitMinutes === null
          ? t('lineNoGuarantee')
          : t('lineGuarantee', { minutes: one.guaranteedWaitMinutes }),
    }),
  );
  return (
    <figure className={styles.chart}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('chartSummary', { lines: summary.join('；') })}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const minutes =
            (((event.clientX - box.left) / box.width) * width - pad.left) /
            ((width - pad.left - pad.right) / span);
          setAt(minutes >= 0 && minutes <= span ? Math.round(minutes) : null);
        }}
        onPointerLeave={() => setAt(null)}
      >
        {creditTicks.map((credit) => (
          <g key={credit}>
            <line
              x1={pad.left}
              x2={width - pad.right}
              y1={y(credit)}
              y2={y(credit)}
              className={styles.split}
            />
            <text x={pad.left - 8} y={y(credit) + 4} textAnchor="end" className="num">
              {credit}
            </text>
          </g>
        ))}
        {minuteTicks.map((minutes) => (
          <text key={minutes} x={x(minutes)} y={height - 12} textAnchor="middle" className="num">
            {minutes}
          </text>
        ))}
        <text x={width - pad.right} y={height - 12} textAnchor="end" dx={112}>
          {t('chartX')}
        </text>
        {classes.map((one, index) => {
          const end = one.guaranteedWaitMinutes ?? span;
          const label = labels[index]!;
          return (
            <g
              key={one.code}
              data-look={looks[index % 4]}
              data-broken={index >= 4 || undefined}
              className={styles.series}
            >
              <line x1={x(0)} y1={y(one.startingCredit)} x2={x(end)} y2={y(creditAt(one, end))} />
              {one.guaranteedWaitMinutes !== null && (
                <path d={diamond(x(end), y(creditAt(one, end)))}>
                  <title>{t('lineGuarantee', { minutes: end })}</title>
                </path>
              )}
              <line
                className={styles.leader}
                x1={x(end) + 8}
                y1={y(creditAt(one, end))}
                x2={width - pad.right + 4}
                y2={label}
              />
              <text x={width - pad.right + 8} y={label + 4}>
                {words.classOf(one.code)}
              </text>
            </g>
          );
        })}
        {crossings.map((crossing) => (
          <circle
            key={`${crossing.overtaking}:${crossing.overtaken}`}
            cx={x(crossing.minutes)}
            cy={y(crossing.credit)}
            r={5}
            className={styles.crossing}
          >
            <title>
              {t('crossing', {
                minutes: format.decimal(crossing.minutes),
                overtaking: words.classOf(crossing.overtaking),
                overtaken: words.classOf(crossing.overtaken),
              })}
            </title>
          </circle>
        ))}
        {at !== null && (
          <g className={styles.cursor}>
            <line x1={x(at)} x2={x(at)} y1={pad.top} y2={height - pad.bottom} />
            <text x={x(at) + 6} y={pad.top + 8} className="num">
              {t('levelMinutes', { minutes: at })}
            </text>
            {shown.map(({ one, index }, row) => (
              <text
                key={one.code}
                x={x(at) + 6}
                y={cursorLabels[row]! + 4}
                className="num"
                data-look={looks[index % 4]}
              >
                {words.classOf(one.code)} {format.decimal(creditAt(one, at))}
              </text>
            ))}
          </g>
        )}
      </svg>
      <figcaption>
        <span>{t('mark')}</span>
        <span>{t('cross')}</span>
        {crossings.length === 0 ? (
          <span>{t('crossingNone')}</span>
        ) : (
          crossings.map((crossing) => (
            <span key={`${crossing.overtaking}:${crossing.overtaken}`}>
              {t('crossing', {
                minutes: format.decimal(crossing.minutes),
                overtaking: words.classOf(crossing.overtaking),
                overtaken: words.classOf(crossing.overtaken),
              })}
            </span>
          ))
        )}
      </figcaption>
    </figure>
  );
}

const diamond = (cx: number, cy: number): string =>
  `M${cx} ${cy - 7}L${cx + 7} ${cy}L${cx} ${cy + 7}L${cx - 7} ${cy}Z`;

function niceTop(value: number): number {
  const step = value > 100 ? 50 : value > 40 ? 20 : 10;
  return Math.ceil(value / step) * step;
}
function ticks(top: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, at) => Math.round((top / count) * at));
}
/** Pushes labels apart that would lie on each other. */
function spread(places: readonly number[], gap: number): number[] {
  const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place);
  const result = Array.from(places);
  let free = -Infinity;
  for (const { place, index } of order) {
    result[index] = Math.max(place, free);
    free = result[index]! + gap;
  }
  // What ran out of the bottom is pushed back up.
  const over = free - gap - (height - pad.bottom);
  if (over > 0) for (const { index } of order) result[index]! -= over;
  return result;
}
