import { ActionBar } from '../../ui/action-bar.tsx';
import { Avatar } from '../../ui/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { ConnectionPill } from '../../ui/connection-pill.tsx';
import { Kpi, KpiStrip } from '../../ui/kpi.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Rail } from '../../ui/rail.tsx';
import { SurfaceHead } from '../../ui/surface-head.tsx';
import styles from './gallery.module.css';

export function PadView() {
  return (
    <div className={styles.pad}>
      <Rail
        label="导航"
        items={[
          { key: 'hall', icon: 'users', label: '大厅', active: true },
          { key: 'customer', icon: 'user', label: '客户' },
          { key: 'task', icon: 'checkSquare', label: '任务', count: 5 },
          { key: 'alert', icon: 'alarm', label: '预警', count: 3 },
        ]}
        foot={[{ key: 'set', icon: 'gear', label: '设置' }]}
        onPick={() => {}}
      />
      <div className={styles.padMain}>
        <SurfaceHead
          mark={null}
          title="城东支行 · 营业大厅"
          subtitle="11 月 20 日 周五 · 营业中 09:00–17:00"
          extra={<ConnectionPill state="connected" lastAt={null} />}
          end={
            <div className={styles.person}>
              <Avatar name="林小雨" />
              <div>
                林小雨<small>大堂经理</small>
              </div>
            </div>
          }
        />
        <div className={styles.padBody}>
          <KpiStrip label="此刻">
            <Kpi label="当前等候" value="14" unit="人" note="较同期 +3" />
            <Kpi label="平均等候" value="11" unit="分" note="目标 ≤ 15" noteTone="ok" />
            <Kpi label="最长等候" value="26" unit="分" tone="danger" note="A027 已超时" noteTone="danger" />
            <Kpi label="开放窗口" value="5/6" note="6 号窗暂停 12 分" noteTone="warn" />
            <Kpi label="今日已办" value="186" unit="笔" note="预测全天 412" />
            <Kpi label="好评率" value="98.4" unit="%" note="1 条差评待处理" noteTone="warn" />
          </KpiStrip>
          <Panel
            title="需要处理"
            count={3}
            countKind="danger"
            extra={
              <Button kind="link" iconEnd="chevronRight">
                全部
              </Button>
            }
          >
            内容
          </Panel>
        </div>
        <ActionBar
          label="主要操作"
          apart={
            <Button size="action" icon="megaphone">
              呼叫支援
            </Button>
          }
        >
          <Button size="action" kind="primary" icon="plus">
            代客取号
          </Button>
          <Button size="action" icon="scan">
            识别客户
          </Button>
          <Button size="action" icon="bulb">
            营销线索
          </Button>
        </ActionBar>
      </div>
    </div>
  );
}
