import { useState } from 'react';
import { ActionBar } from '../../ui/action-bar.tsx';
import { Avatar } from '../../ui/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { Hero } from '../../ui/hero.tsx';
import { Kpi } from '../../ui/kpi.tsx';
import { LimitBar } from '../../ui/limit-bar.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Rhythm } from '../../ui/rhythm.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Steps } from '../../ui/steps.tsx';
import { SurfaceHead } from '../../ui/surface-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import { WindowMark } from '../../ui/window-mark.tsx';
import styles from './gallery.module.css';

export function TellerView() {
  const [state, setState] = useState<'open' | 'paused' | 'away'>('open');
  return (
    <div className={styles.teller}>
      <SurfaceHead
        mark={<WindowMark number={3} />}
        title="3 号窗 · 个人综合"
        subtitle="城东支行 · 陈洁 020317"
        clockSize={34}
        lead={
          <Segmented
            label="窗口状态"
            value={state}
            onChange={setState}
            options={[
              { value: 'open', label: '办理中', dot: 'ok' },
              { value: 'paused', label: '暂停' },
              { value: 'away', label: '下线' },
            ]}
          />
        }
        extra={
          <>
            <Kpi size={21} label="今日已办" value="13" unit="笔" />
            <Kpi size={21} label="平均办理" value="7.4" unit="分" />
            <Kpi size={21} label="好评率" value="100" unit="%" />
          </>
        }
      />
      <div className={styles.tellerBody}>
        <div className={styles.current}>
          <Hero>
            <div className={styles.heroWords}>
              <span>当前号</span>
              <div className={styles.heroRow}>
                <span className="ticket-number" style={{ fontSize: 84 }}>
                  A026
                </span>
                <span className={styles.heroTime}>
                  已办理<b className="num">06:14</b>
                </span>
              </div>
              <LimitBar onBrand used={6.2} limit={12} mark={10} height={6} />
              <div className={styles.heroRow}>
                <small>同类业务中位 10 分</small>
                <small>标准 12 分</small>
              </div>
            </div>
          </Hero>
          <div className={styles.customer}>
            <Avatar name="沈*梅" size={56} />
            <h2>沈*梅</h2>
            <Tag kind="vip">金卡</Tag>
            <Tag kind="elder">长者</Tag>
          </div>
        </div>
        <Panel>
          <Steps
            label="办理步骤"
            steps={[
              { title: '身份核验', note: '10:36', state: 'done' },
              { title: '预填单带入', note: '3 项', state: 'done' },
              { title: '业务办理', note: '进行中', state: 'now' },
              { title: '客户评价', note: '完成后自动推送', state: 'later' },
            ]}
          />
        </Panel>
        <Panel title="今日节奏" hint="笔 / 小时 · 斜纹为预测">
          <Rhythm
            summary="9 点 8 笔，10 点至今 5 笔"
            bars={[8, 5, 8, 4, 5, 8, 7, 4].map((value, at) => ({
              label: `${at + 9}:00`,
              value,
              kind: at === 0 ? 'past' : at === 1 ? 'now' : 'forecast',
            }))}
          />
        </Panel>
      </div>
      <ActionBar bare label="操作">
        <Button size="action" kind="primary" icon="checkSolid" keyCap="F2" style={{ width: 420 }}>
          完成并叫下一位
        </Button>
        <Button size="action" icon="megaphone" keyCap="F8">
          叫号
        </Button>
        <Button size="action" icon="refresh" keyCap="F9">
          重呼
        </Button>
        <Button size="action" icon="swap" keyCap="F4">
          转移
        </Button>
        <Button size="action" icon="skip" keyCap="F10">
          过号
        </Button>
        <Button size="action" icon="pause" keyCap="F3">
          挂起
        </Button>
      </ActionBar>
    </div>
  );
}
