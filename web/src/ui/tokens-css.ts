import {
  colorVisionLight,
  colorVisionWall,
  densities,
  elderDensities,
  fontFamily,
  light,
  numberFontFamily,
  wall,
  type Density,
  type Palette,
} from './tokens.ts';

function kebab(name: string): string {
  return name.replace(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`);
}

function colors(palette: Partial<Palette>): string {
  return Object.entries(palette)
    .map(([name, value]) => `--${kebab(name)}:${value};`)
    .join('');
}

const densityVariable: Record<keyof Density, string> = {
  base: '--fs',
  small: '--fs-small',
  min: '--fs-min',
  title: '--fs-title',
  hero: '--fs-hero',
  control: '--control',
  action: '--action',
  radiusCard: '--radius-card',
  radius: '--radius',
  gutter: '--gutter',
};

function sizes(density: Partial<Density>): string {
  return Object.entries(density)
    .map(([name, value]) => `${densityVariable[name as keyof Density]}:${value}px;`)
    .join('');
}

/**
 * The tokens as a style sheet. Switches are attributes of <html>: `data-density`, `data-scheme="dark"`,
 * `data-vision="assist"` (colour-vision mode), `data-elder` (长者模式).
 */
export function tokensCss(): string {
  return [
    `:root{${colors(light)}${sizes(densities.console)}--font:${fontFamily};--font-num:${numberFontFamily};--shape:1;`,
    `--hatch:repeating-linear-gradient(135deg,var(--idle-stripe) 0 6px,var(--idle-bg) 6px 12px);`,
    `--hero-gradient:linear-gradient(135deg,var(--brand-deep),var(--brand));`,
    `--press:120ms;--enter:200ms;--roll:500ms}`,
    `:root[data-scheme=dark]{${colors(wall)}color-scheme:dark}`,
    `:root[data-vision=assist]{${colors(colorVisionLight)}--shape:1.2}`,
    `:root[data-scheme=dark][data-vision=assist]{${colors(colorVisionWall)}}`,
    ...Object.entries(densities).map(([name, density]) => `:root[data-density=${name}]{${sizes(density)}}`),
    ...Object.entries(elderDensities).map(
      ([name, density]) => `:root[data-density=${name}][data-elder]{${sizes(density)}}`,
    ),
    // contrast of at least 7 : 1 on white for the third ink too
    `:root[data-elder]{--ink-3:${light.ink2};--ink-2:#3A4656;--line-strong:#8592A3}`,
  ].join('\n');
}
