import { BrandMark } from '../../ui/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { CountdownRing } from '../../ui/countdown-ring.tsx';
import { FaceCard } from '../../ui/face-card.tsx';
import { Stars, type FaceLevel } from '../../ui/faces.tsx';
import { WindowMark } from '../../ui/window-mark.tsx';
import styles from './gallery.module.css';

const words: readonly (readonly [FaceLevel, string])[] = [
  [5, '非常满意'],
  [4, '满意'],
  [3, '一般'],
  [2, '不满意'],
  [1, '非常不满意'],
];

export function EvaluatorView() {
  return (
    <div className={styles.evaluator}>
      <header>
        <BrandMark size={48} />
        <b>江海银行 · 城东支行</b>
        <WindowMark number={3} kind="deep" />
        号窗口
        <span className={styles.push} />
        <Button kind="elder" icon="heartSolid">
          长者模式
        </Button>
        <Button icon="headset">人工帮助</Button>
      </header>
      <main>
        <h1>这次办理，您感觉怎么样？</h1>
        <p>轻触一个表情即完成，不用输入</p>
        <div className={styles.faces}>
          {words.map(([level, word]) => (
            <FaceCard key={level} level={level} word={word} note={`${level} 分`} onPress={() => {}} />
          ))}
        </div>
        <div className={styles.row}>
          <CountdownRing left={24} of={30} />
          <b>24 秒后自动结束</b>
          <Stars value={4.9} />
        </div>
      </main>
    </div>
  );
}
