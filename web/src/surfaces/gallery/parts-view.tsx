import { useState } from 'react';
import { ApiProblem } from '../../lib/problem.ts';
import { Avatar, BrandMark } from '../../ui/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { ConnectionPill } from '../../ui/connection-pill.tsx';
import { CountdownRing } from '../../ui/countdown-ring.tsx';
import { EmptyState, FilterEmpty, NoRight } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Face, Stars, type FaceLevel } from '../../ui/faces.tsx';
import { ChoiceChips, SelectField, TextAreaField, TextField } from '../../ui/field.tsx';
import { Icon, iconNames } from '../../ui/icons/icon.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { StatTile } from '../../ui/kpi.tsx';
import { LimitBar } from '../../ui/limit-bar.tsx';
import { useColorVision } from '../../ui/modes.ts';
import { Panel } from '../../ui/panel.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Rhythm } from '../../ui/rhythm.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Bone } from '../../ui/skeleton.tsx';
import { Steps } from '../../ui/steps.tsx';
import { Count, Tag } from '../../ui/tag.tsx';
import { useToast } from '../../ui/toast.tsx';
import styles from './gallery.module.css';

const fault = new ApiProblem({
  type: 'about:blank',
  status: 500,
  code: 'platform.internal',
  title: '系统出现问题，请把跟踪号告诉管理员',
  traceId: '019a9f5c-7b1e-7e4a-9d1c-3f6f0f7a2b11',
});
const at1040 = Date.UTC(2026, 10, 20, 2, 40);

export function PartsView() {
  const [state, setState] = useState<'open' | 'paused' | 'away'>('open');
  const [chosen, setChosen] = useState<readonly string[]>(['long']);
  const [open, setOpen] = useState(false);
  const [vision, setVision] = useColorVision();
  const toast = useToast();
  return (
    <main className={styles.parts}>
      <Panel title="按钮">
        <div className={styles.row}>
          <Button kind="primary" keyCap="F2">
            完成并叫下一位
          </Button>
          <Button icon="megaphone" keyCap="F8">
            叫号
          </Button>
          <Button kind="tint">稍后再来</Button>
          <Button kind="ok">去办理</Button>
          <Button kind="danger" icon="close">
            作废
          </Button>
          <Button kind="quiet" icon="refresh" aria-label="刷新" />
          <Button kind="link" iconEnd="chevronRight">
            全部
          </Button>
          <Button disabled>不可用</Button>
          <Button kind="primary" busy>
            提交中
          </Button>
          <Button size="small" icon="plus">
            小
          </Button>
          <Button onClick={() => setOpen(true)}>打开窗口</Button>
          <Button onClick={() => toast({ words: '已过号 A023', onUndo: () => {} })}>过号</Button>
          <Button onClick={() => setVision(!vision)}>色觉模式</Button>
        </div>
      </Panel>
      <Panel title="标签" count={8}>
        <div className={styles.row}>
          <Tag kind="dangerSolid">超 6 分</Tag>
          <Tag kind="warn">剩 2 分</Tag>
          <Tag kind="danger" bordered>
            拥堵
          </Tag>
          <Tag kind="ok" bordered>
            正常
          </Tag>
          <Tag kind="ok" icon="formSolid">
            已填单
          </Tag>
          <Tag kind="info" icon="calendarSolid">
            预约
          </Tag>
          <Tag kind="vip">贵宾</Tag>
          <Tag kind="elder">长者</Tag>
          <Tag kind="idle" bordered icon="unlink">
            离线
          </Tag>
          <Tag kind="plain">综合型</Tag>
          <Count value={5} />
          <Count value={3} kind="danger" />
          <Count value={128} kind="brand" />
          <KeyCap>F9</KeyCap>
          <Avatar name="林小雨" />
          <BrandMark size={40} />
        </div>
      </Panel>
      <Panel title="连接">
        <div className={styles.row}>
          <ConnectionPill state="connecting" lastAt={null} />
          <ConnectionPill state="connected" lastAt={at1040} />
          <ConnectionPill state="stale" lastAt={at1040} />
          <ConnectionPill state="offline" lastAt={at1040} />
          <CountdownRing left={24} of={30} />
          <CountdownRing left={7} of={10} size={40} />
        </div>
      </Panel>
      <Panel title="数字">
        <div className={styles.tiles}>
          <StatTile label="当前等候" value="14" unit="人" note="较同期 +3" />
          <StatTile
            label="平均等候"
            value="11"
            unit="分"
            note="目标 ≤ 15"
            noteTone="ok"
            noteIcon="checkSolid"
          />
          <StatTile
            label="最长等候"
            value="26"
            unit="分"
            tone="danger"
            note="A027 已超时"
            noteTone="danger"
            noteIcon="warnSolid"
          />
          <StatTile
            label="开放窗口"
            value="5"
            total="/6"
            note="6 号窗暂停 12 分"
            noteTone="warn"
            noteIcon="pauseSolid"
          />
        </div>
        <div className={styles.bars}>
          <LimitBar used={8} limit={20} />
          <LimitBar used={15} limit={20} />
          <LimitBar used={26} limit={20} />
          <LimitBar used={3} limit={5} mark={4} height={7} />
        </div>
      </Panel>
      <Panel title="状态">
        <div className={styles.states}>
          <EmptyState icon="users" words="暂无等候客户" action={<Button>查看今日预测</Button>} />
          <FilterEmpty onClear={() => {}} />
          <NoRight who="运营主管" onBack={() => {}} />
        </div>
        <ErrorPanel error={fault} title="队列没有加载出来" since={at1040} onRetry={() => {}} />
        <div className={styles.bars}>
          <Bone height={36} />
          <Bone height={36} width="70%" />
        </div>
      </Panel>
      <Panel title="输入">
        <div className={styles.fields}>
          <TextField label="用户名" icon="user" defaultValue="lobby.cd" />
          <TextField label="手机号" inputMode="tel" defaultValue="138" error="手机号应为 11 位" />
          <SelectField label="转移到" defaultValue="c">
            <option value="c">现金业务</option>
            <option value="b">对公业务</option>
          </SelectField>
          <TextAreaField label="原因" hint="最多 200 字" />
        </div>
        <div className={styles.row}>
          <Segmented
            label="状态"
            value={state}
            onChange={setState}
            options={[
              { value: 'open', label: '办理中', dot: 'ok' },
              { value: 'paused', label: '暂停' },
              { value: 'away', label: '下线' },
            ]}
          />
          <ChoiceChips
            label="原因"
            chosen={chosen}
            onChange={setChosen}
            options={[
              { value: 'long', label: '等得太久' },
              { value: 'unclear', label: '没讲明白' },
              { value: 'manner', label: '态度不好' },
            ]}
          />
        </div>
      </Panel>
      <Panel title="步骤与节奏">
        <Steps
          label="办理步骤"
          steps={[
            { title: '身份核验', note: '10:36', state: 'done' },
            { title: '业务办理', note: '进行中', state: 'now' },
            { title: '客户评价', note: '完成后自动推送', state: 'later' },
          ]}
        />
        <Rhythm
          summary="9 点 8 笔，10 点至今 5 笔"
          bars={[
            { label: '9:00', value: 8, kind: 'past' },
            { label: '10:00', value: 5, kind: 'now' },
            { label: '11:00', value: 8, kind: 'forecast' },
            { label: '12:00', value: null, kind: 'forecast' },
            { label: '13:00', value: 5, kind: 'forecast' },
          ]}
        />
      </Panel>
      <Panel title="表情与二维码">
        <div className={styles.row}>
          {([5, 4, 3, 2, 1] as const satisfies readonly FaceLevel[]).map((level) => (
            <Face key={level} level={level} size={84} />
          ))}
          <Stars value={4.9} />
          <QrCode text="https://bank.example/h5/t/6v0Jt2" size={140} label="进度页" />
        </div>
      </Panel>
      <Panel title="图标" count={iconNames.length}>
        <div className={styles.icons}>
          {iconNames.map((name) => (
            <span key={name}>
              <Icon name={name} size={26} />
              {name}
            </span>
          ))}
        </div>
      </Panel>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title="转移 A026"
        actions={<Button kind="primary">转移</Button>}
      >
        转移后号码不变，等候历史保留。
      </Sheet>
    </main>
  );
}
