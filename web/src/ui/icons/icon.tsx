import type { CSSProperties } from 'react';
import { outline } from './outline.ts';
import { solid } from './solid.ts';

export type IconName = keyof typeof outline | keyof typeof solid;
export const iconNames = [...Object.keys(outline), ...Object.keys(solid)] as IconName[];

interface IconProps {
  readonly name: IconName;
  /** Side in px or any CSS length; by default the text's own size. */
  readonly size?: number | string;
  readonly className?: string;
  readonly style?: CSSProperties;
  /** Only when the icon stands alone; beside a word it stays silent. */
  readonly label?: string;
}

/** One family of icons: outline for things and acts, solid for states. Colour follows the text. */
export function Icon({ name, size = '1em', className, style, label }: IconProps) {
  const aria = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  const box = { width: size, height: size, flex: 'none', ...style };
  if (name in solid) {
    return (
      <svg
        viewBox="0 0 24 24"
        fill="currentColor"
        fillRule="evenodd"
        className={className}
        style={box}
        {...aria}
      >
        <path d={solid[name as keyof typeof solid]} />
      </svg>
    );
  }
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 3 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
      style={box}
      {...aria}
    >
      <path d={outline[name as keyof typeof outline]} />
    </svg>
  );
}
