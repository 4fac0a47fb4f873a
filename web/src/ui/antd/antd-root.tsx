import { App, ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useEffect, useMemo, type ReactNode } from 'react';
import { useLocale } from '../../lib/i18n.ts';
import type { DensityName } from '../tokens.ts';
import { antdThemeOf } from './theme.ts';

/** A modal sheet lies above the page, whatever its z-index: lists that open from within it open in it. */
const layerOf = (trigger?: HTMLElement): HTMLElement => trigger?.closest('dialog') ?? document.body;

interface AntdRootProps {
  readonly density: DensityName;
  readonly scheme?: 'light' | 'dark';
  readonly children: ReactNode;
}

/** Inside SurfaceRoot on the surfaces that use antd (teller, PAD, console, wall). Lobby and h5 do without. */
export function AntdRoot({ density, scheme = 'light', children }: AntdRootProps) {
  const locale = useLocale();
  useEffect(() => {
    dayjs.locale(locale === 'en' ? 'en' : 'zh-cn');
  }, [locale]);
  const theme = useMemo(() => antdThemeOf(density, scheme), [density, scheme]);
  return (
    <ConfigProvider
      locale={locale === 'en' ? enUS : zhCN}
      theme={theme}
      button={{ autoInsertSpace: false }}
      componentSize="middle"
      getPopupContainer={layerOf}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
