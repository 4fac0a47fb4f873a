import { Button } from '../../ui/button.tsx';
import { ConnectionPill } from '../../ui/connection-pill.tsx';
import { Hero } from '../../ui/hero.tsx';
import { Steps } from '../../ui/steps.tsx';
import styles from './gallery.module.css';

export function H5View() {
  return (
    <div className={styles.h5}>
      <Hero shade="down">
        <div className={styles.h5Hero}>
          <div className={styles.heroRow}>
            <span>转账汇款 · 赵*丽</span>
            <ConnectionPill onBrand state="connected" lastAt={null} />
          </div>
          <span className="ticket-number" style={{ fontSize: 76 }}>
            A031
          </span>
          <div className={styles.h5Facts}>
            <div>
              <b className="num">3</b> 人<p>在您前面</p>
            </div>
            <div>
              <b className="num">5–10</b> 分钟<p>约 10:47–10:52 叫到</p>
            </div>
          </div>
        </div>
      </Hero>
      <div className={styles.h5Card}>
        <Steps
          look="column"
          label="进度"
          steps={[
            { title: '取号', note: '10:33', state: 'done' },
            { title: '等候中', note: '前 3 人', state: 'now' },
            { title: '叫号', note: '会提醒', state: 'later' },
            { title: '办理', note: '1–3 号窗', state: 'later' },
            { title: '评价', note: '离店前', state: 'later' },
          ]}
        />
      </div>
      <div className={styles.h5Foot}>
        <Button size="action">取消排队</Button>
        <Button size="action" kind="tint" block>
          稍后再来，延后 3 位
        </Button>
      </div>
    </div>
  );
}
