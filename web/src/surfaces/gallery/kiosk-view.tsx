import { ClockFace } from '../../ui/clock-face.tsx';
import { BrandMark } from '../../ui/brand.tsx';
import { Hero } from '../../ui/hero.tsx';
import { Icon, type IconName } from '../../ui/icons/icon.tsx';
import { IdCardHero } from '../../ui/id-card-hero.tsx';
import { useElderMode } from '../../ui/modes.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Stage } from '../../ui/stage.tsx';
import { Tile } from '../../ui/tile.tsx';
import styles from './gallery.module.css';

const tiles: readonly (readonly [IconName, string, string, string, string])[] = [
  ['idCard', '个人业务', '开户 · 改密 · 社保卡', '5', '12–19'],
  ['yen', '现金存取', '存款 · 取款 · 零钞兑换', '4', '8–14'],
  ['swap', '转账缴费', '转账 · 缴费 · 打印流水', '5', '12–19'],
  ['card', '养老与定期', '养老金 · 定期 · 国债', '5', '12–19'],
  ['crown', '理财贵宾', '理财 · 存单 · 保险箱', '2', '4–8'],
  ['store', '对公业务', '单位开户 · 票据 · 变更', '3', '14–22'],
];

export function KioskView() {
  const [elder, setElder] = useElderMode();
  return (
    <Stage width={1080} height={1920}>
      <div className={styles.kiosk}>
        <header className={styles.kioskHead}>
          <BrandMark size={68} />
          <div>
            <h1>江海银行 · 城东支行</h1>
            <p>今日营业 09:00–17:00</p>
          </div>
          <ClockFace size={52} day />
        </header>
        <Hero>
          <div className={styles.kioskHero}>
            <div>
              <h2>
                放上身份证
                <br />
                直接取号
              </h2>
              <p>自动识别您的业务与优先资格，号票上只显示部分姓名</p>
            </div>
            <IdCardHero plateLabel="证件感应区" />
          </div>
        </Hero>
        <div className={styles.kioskBody}>
          <div className={styles.kioskRow}>
            <h2>或选择业务</h2>
            <Segmented
              look="outlined"
              label="模式"
              value={elder ? 'elder' : 'standard'}
              onChange={(next) => setElder(next === 'elder')}
              options={[
                { value: 'standard', label: '标准' },
                { value: 'elder', label: '长者模式', icon: 'heartSolid', tone: 'elder' },
              ]}
            />
            <Segmented
              look="outlined"
              label="语言"
              value="zh"
              onChange={() => {}}
              options={[
                { value: 'zh', label: '中文' },
                { value: 'en', label: 'English', icon: 'globe' },
              ]}
            />
          </div>
          <div className={styles.kioskTiles}>
            {tiles.map(([icon, title, note, people, minutes]) => (
              <Tile
                key={title}
                icon={icon}
                title={title}
                note={note}
                onPress={() => {}}
                foot={
                  <>
                    <span>
                      等候 <b className="num">{people}</b> 人
                    </span>
                    <span className={styles.near}>
                      <Icon name="clockSolid" /> 约 <b className="num">{minutes}</b> 分
                    </span>
                  </>
                }
              />
            ))}
            <Tile
              kind="primary"
              icon="calendar"
              title="预约签到"
              note="输入预约码或手机号后 4 位"
              onPress={() => {}}
            />
            <Tile icon="headset" title="人工帮助" note="大堂经理 林小雨 会过来" onPress={() => {}} />
          </div>
        </div>
        <footer className={styles.kioskFoot}>
          <QrCode text="https://bank.example/h5/b/320113" size={148} label="手机取号" />
          <div>
            <h3>手机扫码也能取号</h3>
            <p>看进度、收提醒，不必站着等</p>
          </div>
        </footer>
      </div>
    </Stage>
  );
}
