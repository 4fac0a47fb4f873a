import type { SheetPoint, Size } from './organization.map.domain.ts';

export interface Named extends SheetPoint {
  readonly key: string;
  readonly words: string;
  /** Of the mark the name belongs to (px). */
  readonly radius: number;
}
export interface Label extends SheetPoint {
  readonly key: string;
  readonly words: string;
  readonly anchor: 'start' | 'middle' | 'end';
}
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Of a line of 12 px text: its height, and its width by script. */
const lineHeight = 16;
const widthOf = (words: string): number =>
  [...words].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x2e80 ? 12 : 6.8), 0) + 4;
const gap = 4;

/**
 * Names beside their marks where there is room: right, left, above or below, in the order given. A name covers neither a mark nor
 * another name; one that finds no place is left out, and told when its mark is pointed at.
 */
export function labelsFor(named: readonly Named[], size: Size): Label[] {
  const taken: Box[] = named.map(({ x, y, radius }) => ({
    left: x - radius,
    top: y - radius,
    right: x + radius,
    bottom: y + radius,
  }));
  const isFree = (box: Box, own: number): boolean =>
    box.left >= 0 &&
    box.right <= size.width &&
    box.top >= 0 &&
    box.bottom <= size.height &&
    taken.every(
      (other, at) =>
        at === own ||
        box.right <= other.left ||
        box.left >= other.right ||
        box.bottom <= other.top ||
        box.top >= other.bottom,
    );
  const labels: Label[] = [];
  named.forEach(({ key, words, x, y, radius }, own) => {
    const width = widthOf(words);
    const beside = radius + gap;
    const middle = { top: y - lineHeight / 2, bottom: y + lineHeight / 2 };
    const across = { left: x - width / 2, right: x + width / 2 };
    const ways: readonly (readonly [Box, Omit<Label, 'key' | 'words'>])[] = [
      [
        { left: x + beside, right: x + beside + width, ...middle },
        { x: x + beside, y: y + 4, anchor: 'start' },
      ],
      [
        { left: x - beside - width, right: x - beside, ...middle },
        { x: x - beside, y: y + 4, anchor: 'end' },
      ],
      [
        { ...across, top: y - beside - lineHeight, bottom: y - beside },
        { x, y: y - beside - 4, anchor: 'middle' },
      ],
      [
        { ...across, top: y + beside, bottom: y + beside + lineHeight },
        { x, y: y + beside + 12, anchor: 'middle' },
      ],
    ];
    const found = ways.find(([box]) => isFree(box, own));
    if (found === undefined) return;
    taken.push(found[0]);
    labels.push({ key, words, ...found[1] });
  });
  return labels;
}
