import type { ReactNode } from 'react';
import { faceColors } from './tokens.ts';

/** 5 = very satisfied … 1 = very dissatisfied. */
export type FaceLevel = 1 | 2 | 3 | 4 | 5;

interface FaceProps {
  readonly level: FaceLevel;
  readonly size?: number | string;
  /** White face of a filled brand disc, for the thanks screen. */
  readonly inverse?: boolean;
}

/** The five rating faces. The shape alone tells the level; colour repeats it. */
export function Face({ level, size = 124, inverse = false }: FaceProps) {
  const color = faceColors[5 - level];
  return (
    <svg viewBox="0 0 124 124" style={{ width: size, height: size, flex: 'none' }} fill="none" aria-hidden>
      <circle
        cx="62"
        cy="62"
        r="58.5"
        stroke={inverse ? 'none' : color}
        strokeWidth="6.5"
        fill={inverse ? 'currentColor' : 'none'}
      />
      <g
        stroke={inverse ? faceColors[0] : color}
        strokeWidth="6.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        {features[level](inverse ? faceColors[0] : (color ?? ''))}
      </g>
    </svg>
  );
}

const dots = (color: string, y: number) => (
  <g fill={color} stroke="none">
    <circle cx="43" cy={y} r="6.8" />
    <circle cx="81" cy={y} r="6.8" />
  </g>
);

const features: Record<FaceLevel, (color: string) => ReactNode> = {
  5: (color) => (
    <>
      <path d="M35 47c3-9 13-9 16.5 0M73 47c3-9 13-9 16.5 0" />
      <path d="M33.5 63.5h57c-3 26-54 26-57 0z" fill={color} strokeWidth="3" />
    </>
  ),
  4: (color) => (
    <>
      {dots(color, 49)}
      <path d="M36 72c11 17 41 17 52 0" />
    </>
  ),
  3: (color) => (
    <>
      {dots(color, 49)}
      <path d="M38.5 77h47" />
    </>
  ),
  2: (color) => (
    <>
      {dots(color, 49)}
      <path d="M34 39l14-3.5M76 35.5l14 3.5" strokeWidth="5" />
      <path d="M38 83c10-11 38-11 48 0" />
    </>
  ),
  1: (color) => (
    <>
      {dots(color, 49)}
      <path d="M32 30l18 8M74 38l18-8" strokeWidth="6" />
      <path d="M38 89c8-18 40-18 48 0" />
    </>
  ),
};

interface StarsProps {
  /** 0–5. */
  readonly value: number;
  readonly size?: number;
}
/** Five stars, filled in proportion. */
export function Stars({ value, size = 24 }: StarsProps) {
  const share = Math.min(1, Math.max(0, value / 5));
  const star = 'M12 2.5l2.9 6.2 6.8.9-5 4.7 1.3 6.7-6-3.3L6 21l1.3-6.7-5-4.7 6.8-.9z';
  return (
    <svg viewBox="0 0 136 24" width={size * 5.67} height={size} aria-hidden>
      {[0, 1, 2, 3, 4].map((at) => (
        <path key={at} d={star} transform={`translate(${at * 28} 0)`} fill="var(--line-strong)" />
      ))}
      <g style={{ clipPath: `inset(0 ${(1 - share) * 100}% 0 0)` }}>
        {[0, 1, 2, 3, 4].map((at) => (
          <path key={at} d={star} transform={`translate(${at * 28} 0)`} fill="var(--warn-on-surface)" />
        ))}
      </g>
    </svg>
  );
}
