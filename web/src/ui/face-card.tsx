import styles from './face-card.module.css';
import { Face, type FaceLevel } from './faces.tsx';

interface FaceCardProps {
  readonly level: FaceLevel;
  readonly word: string;
  readonly note?: string;
  readonly onPress: () => void;
  readonly disabled?: boolean;
}

/** One of the five equal choices of the evaluator: none is pre-chosen, none is larger. */
export function FaceCard({ level, word, note, onPress, disabled = false }: FaceCardProps) {
  return (
    <button type="button" className={styles.card} onClick={onPress} disabled={disabled}>
      <Face level={level} size="var(--face, 124px)" />
      <span className={styles.word}>{word}</span>
      {note && <span className={styles.note}>{note}</span>}
    </button>
  );
}
