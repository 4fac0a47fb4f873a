/**
 * Design tokens (design-system.md, section 2). The only place where a raw colour value stands:
 * `tokens-css.ts` writes them as CSS variables (`brandDeep` → `--brand-deep`), `antd/theme.ts` feeds them to antd.
 */
export const light = {
  brand: '#1B5FD0',
  brandPress: '#164FB0',
  brandDeep: '#123E8C',
  brandLift: '#4A94FA',
  rail: '#0E2A57',
  /** Accent on the brand gradient only: arrows, the standard mark, the called window. */
  sun: '#FFD58A',
  /** Live dot on the brand gradient only. */
  mint: '#7FF0D6',
  ink: '#16202E',
  ink2: '#4A5768',
  ink3: '#5E6B7A',
  onBrand: '#FFFFFF',
  page: '#F2F5F9',
  surface: '#FFFFFF',
  well: '#E8EDF4',
  sunken: '#F1F4F9',
  line: '#E2E7EE',
  /** Edge of a touchable white tile or button, stronger than a hairline. */
  lineStrong: '#C9D3E0',
  lineTouch: '#D9E0EA',
  /** Calm progress and past bars: state "normal". */
  calm: '#7FA9E8',
  calmBg: '#DCE8FB',
  okText: '#087560',
  okFill: '#087560',
  okBg: '#E2F3EE',
  okBorder: '#A9DACB',
  /** Small warning text on warnBg. */
  warnText: '#8A4A05',
  /** Warning text on white. */
  warnOnSurface: '#A85806',
  warnTag: '#7A3F00',
  warnFill: '#E39A24',
  warnBg: '#FDF3E2',
  warnBorder: '#F0CF95',
  dangerText: '#BF2C14',
  dangerFill: '#BF2C14',
  dangerBg: '#FDEDE9',
  dangerBorder: '#F0B3A5',
  dangerTint: '#FFF8F6',
  infoText: '#174FAE',
  infoBg: '#EAF1FC',
  infoBorder: '#B9D0F4',
  idle: '#98A3B1',
  idleBg: '#EDF0F4',
  idleStripe: '#E0E5EC',
  vipText: '#7A5210',
  vipBg: '#F8EFDC',
  vipBorder: '#E6D2A4',
  elderText: '#7A3487',
  elderBg: '#F3E8F5',
  elderBorder: '#D9B8DF',
  focus: '#1B5FD0',
  /** Series of charts, at most four; states are never series. */
  chart1: '#1B5FD0',
  chart2: '#E39A24',
  chart3: '#17B3A6',
  chart4: '#5A3A8C',
} as const;

export type Palette = { readonly [K in keyof typeof light]: string };

/** Dark stage of the monitoring wall. */
export const wall: Palette = {
  brand: '#4C9BFF',
  brandPress: '#3B82DE',
  brandDeep: '#0C2850',
  brandLift: '#7DB6FF',
  rail: '#061121',
  sun: '#FFC94D',
  mint: '#3FD0D4',
  ink: '#E6F0FF',
  ink2: '#B8CBE6',
  ink3: '#8FA8CB',
  onBrand: '#061121',
  page: '#061121',
  surface: 'rgba(12, 34, 68, 0.62)',
  well: 'rgba(6, 17, 33, 0.5)',
  sunken: 'rgba(6, 17, 33, 0.4)',
  line: 'rgba(120, 170, 255, 0.14)',
  lineStrong: 'rgba(120, 170, 255, 0.3)',
  lineTouch: 'rgba(120, 170, 255, 0.22)',
  calm: '#4C9BFF',
  calmBg: 'rgba(76, 155, 255, 0.18)',
  okText: '#3FD0D4',
  okFill: '#3FD0D4',
  okBg: 'rgba(63, 208, 212, 0.14)',
  okBorder: 'rgba(63, 208, 212, 0.4)',
  warnText: '#FFC94D',
  warnOnSurface: '#FFC94D',
  warnTag: '#FFC94D',
  warnFill: '#FFC94D',
  warnBg: 'rgba(255, 201, 77, 0.14)',
  warnBorder: 'rgba(255, 201, 77, 0.4)',
  dangerText: '#FF8A6E',
  dangerFill: '#FF5A3C',
  dangerBg: 'rgba(255, 90, 60, 0.16)',
  dangerBorder: 'rgba(255, 90, 60, 0.45)',
  dangerTint: 'rgba(255, 90, 60, 0.08)',
  infoText: '#8FC0FF',
  infoBg: 'rgba(76, 155, 255, 0.14)',
  infoBorder: 'rgba(76, 155, 255, 0.4)',
  idle: '#6C83A6',
  idleBg: 'rgba(108, 131, 166, 0.16)',
  idleStripe: 'rgba(108, 131, 166, 0.3)',
  vipText: '#FFD58A',
  vipBg: 'rgba(255, 213, 138, 0.14)',
  vipBorder: 'rgba(255, 213, 138, 0.36)',
  elderText: '#D9A6E4',
  elderBg: 'rgba(217, 166, 228, 0.14)',
  elderBorder: 'rgba(217, 166, 228, 0.36)',
  focus: '#4C9BFF',
  chart1: '#4C9BFF',
  chart2: '#FFC94D',
  chart3: '#2FD3B0',
  chart4: '#E3ECF9',
};

/** Colour-vision mode (section 7): what replaces the state colours; shapes grow by `--shape`. */
export const colorVisionLight: Partial<Palette> = {
  warnFill: '#FFC94D',
  dangerText: '#C2185B',
  dangerFill: '#C2185B',
  dangerBg: '#FCE7EF',
  dangerBorder: '#EDA6C2',
  dangerTint: '#FEF6F9',
  okText: '#1B5FD0',
  okFill: '#1B5FD0',
  okBg: '#EAF1FC',
  okBorder: '#B9D0F4',
};
export const colorVisionWall: Partial<Palette> = {
  dangerText: '#FF9CC8',
  dangerFill: '#FF9CC8',
  dangerBg: 'rgba(255, 156, 200, 0.16)',
  dangerBorder: 'rgba(255, 156, 200, 0.45)',
  okText: '#4C9BFF',
  okFill: '#4C9BFF',
};

/** The five rating faces, best first. */
export const faceColors = ['#1B5FD0', '#3F7FDB', '#5E6B7A', '#B06A10', '#BF2C14'] as const;

/** Type and touch sizes in px. `kiosk`, `display` and `evaluator` are the terminals of the lobby surface. */
export interface Density {
  readonly base: number;
  readonly small: number;
  readonly min: number;
  readonly title: number;
  readonly hero: number;
  readonly control: number;
  readonly action: number;
  readonly radiusCard: number;
  readonly radius: number;
  readonly gutter: number;
}
export const densities = {
  console: {
    base: 14,
    small: 13,
    min: 12,
    title: 18,
    hero: 28,
    control: 32,
    action: 40,
    radiusCard: 8,
    radius: 6,
    gutter: 16,
  },
  teller: {
    base: 15,
    small: 13,
    min: 12.5,
    title: 18,
    hero: 84,
    control: 40,
    action: 56,
    radiusCard: 16,
    radius: 10,
    gutter: 16,
  },
  pad: {
    base: 16,
    small: 13,
    min: 12,
    title: 20,
    hero: 28,
    control: 48,
    action: 56,
    radiusCard: 14,
    radius: 12,
    gutter: 12,
  },
  kiosk: {
    base: 28,
    small: 26,
    min: 22,
    title: 44,
    hero: 120,
    control: 96,
    action: 120,
    radiusCard: 24,
    radius: 20,
    gutter: 32,
  },
  display: {
    base: 28,
    small: 26,
    min: 24,
    title: 38,
    hero: 290,
    control: 96,
    action: 120,
    radiusCard: 24,
    radius: 20,
    gutter: 24,
  },
  evaluator: {
    base: 22,
    small: 20,
    min: 18,
    title: 48,
    hero: 44,
    control: 60,
    action: 72,
    radiusCard: 24,
    radius: 12,
    gutter: 28,
  },
  h5: {
    base: 16,
    small: 14,
    min: 13,
    title: 17,
    hero: 76,
    control: 48,
    action: 52,
    radiusCard: 16,
    radius: 12,
    gutter: 14,
  },
  wall: {
    base: 16,
    small: 15,
    min: 14,
    title: 38,
    hero: 44,
    control: 40,
    action: 48,
    radiusCard: 6,
    radius: 4,
    gutter: 20,
  },
} as const satisfies Record<string, Density>;
export type DensityName = keyof typeof densities;

/** Text and targets in elder mode (长者模式): kiosk text ≥ 36, PAD ≥ 22, targets + 30 %. */
export const elderDensities: Partial<Record<DensityName, Partial<Density>>> = {
  pad: { base: 24, small: 22, min: 22, title: 28, hero: 40, control: 64, action: 74 },
  kiosk: { base: 40, small: 36, min: 36, title: 60, hero: 168, control: 126, action: 156 },
  evaluator: { base: 32, small: 30, min: 28, title: 60, control: 80, action: 94 },
  h5: { base: 21, small: 18, min: 18, title: 22, control: 62, action: 66 },
};

export const fontFamily =
  '"PingFang SC","HarmonyOS Sans SC","MiSans","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",system-ui,sans-serif';
export const numberFontFamily = `"Barlow Semi Condensed",${fontFamily}`;
