import { theme as antdTheme, type ThemeConfig } from 'antd';
import { densities, fontFamily, light, wall, type DensityName } from '../tokens.ts';

/**
 * antd's theme of a surface. Tints are given explicitly, because antd's derived tints of dark seeds are muddy;
 * warning tags get dark text.
 */
export function antdThemeOf(densityName: DensityName, scheme: 'light' | 'dark' = 'light'): ThemeConfig {
  const density = densities[densityName];
  const c = scheme === 'dark' ? wall : light;
  const algorithms = [scheme === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm];
  if (densityName === 'console') algorithms.push(antdTheme.compactAlgorithm);
  return {
    algorithm: algorithms,
    cssVar: { key: `huiting-${densityName}` },
    hashed: false,
    token: {
      colorPrimary: c.brand,
      colorLink: c.brand,
      colorInfo: c.brand,
      colorSuccess: c.okFill,
      colorWarning: c.warnFill,
      colorError: c.dangerFill,
      colorText: c.ink,
      colorTextSecondary: c.ink2,
      colorTextTertiary: c.ink3,
      colorTextDescription: c.ink3,
      colorTextPlaceholder: c.ink3,
      colorBgLayout: c.page,
      colorBorder: c.lineStrong,
      colorBorderSecondary: c.line,
      colorSuccessText: c.okText,
      colorSuccessBg: c.okBg,
      colorSuccessBorder: c.okBorder,
      colorWarningText: c.warnText,
      colorWarningBg: c.warnBg,
      colorWarningBorder: c.warnBorder,
      colorErrorText: c.dangerText,
      colorErrorBg: c.dangerBg,
      colorErrorBorder: c.dangerBorder,
      colorInfoText: c.infoText,
      colorInfoBg: c.infoBg,
      colorInfoBorder: c.infoBorder,
      fontFamily,
      // compact takes one step off type and controls; what stands in the tokens is meant after it
      fontSize: densityName === 'console' ? density.base + 2 : density.base,
      borderRadius: density.radius,
      borderRadiusLG: density.radiusCard,
      controlHeight: densityName === 'console' ? density.control + 4 : density.control,
      lineHeight: 1.5,
      motionDurationMid: '0.2s',
      boxShadow: 'none',
    },
    components: {
      Button: { fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Table: {
        headerBg: c.sunken,
        headerColor: c.ink3,
        headerSplitColor: 'transparent',
        rowHoverBg: c.sunken,
        rowSelectedBg: c.infoBg,
        rowSelectedHoverBg: c.infoBg,
        cellPaddingBlock: 7,
        cellPaddingBlockSM: 7,
        cellPaddingInlineSM: 12,
      },
      Tag: { colorWarning: c.warnTag },
      Segmented: { trackBg: c.well, itemSelectedBg: c.surface },
      Drawer: { paddingLG: 20 },
      Modal: { titleFontSize: density.title },
    },
  };
}
