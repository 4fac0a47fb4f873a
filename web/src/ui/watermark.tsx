import { useEffect, useState } from 'react';
import styles from './watermark.module.css';

interface WatermarkProps {
  /** Name and staff number of whoever looks. */
  readonly who: string;
}

/**
 * Who looks at the screen and when, faintly over all of it: a photograph tells where it was taken. One background picture, drawn
 * anew once a minute; it takes no pointer, is nothing to a screen reader, and stays on paper.
 */
export function Watermark({ who }: WatermarkProps) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  const two = (part: number): string => String(part).padStart(2, '0');
  const at = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}:${two(now.getMinutes())}`;
  const picture = pictureOf(who, at);
  // Dialogs lie above everything else of the page; they carry the same picture (sheet.module.css).
  useEffect(() => {
    document.documentElement.style.setProperty('--watermark', picture);
    return () => void document.documentElement.style.removeProperty('--watermark');
  }, [picture]);
  return <div aria-hidden className={styles.mark} style={{ backgroundImage: picture }} />;
}

function pictureOf(who: string, at: string): string {
  const text = (words: string, y: number): string =>
    `<text x='150' y='${y}' text-anchor='middle'>${words.replaceAll(/[<>&'"]/g, '')}</text>`;
  const picture = `<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'><g transform='rotate(-20 150 100)' font-family='sans-serif' font-size='14' fill='#808080'>${text(who, 94)}${text(at, 114)}</g></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(picture)}")`;
}
