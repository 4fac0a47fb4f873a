import { expect, test } from 'vitest';
import { cardsFor, readHidden, waysOf } from './home.cards.ts';

test('everybody sees the cards whose figures they may see, and no other', () => {
  expect(cardsFor(['hall.overview', 'import.run'], true)).toEqual(['inbox', 'halls', 'imports']);
  expect(cardsFor(['system.view'], false)).toEqual(['health']);
  expect(cardsFor(['access.audit'], false)).toEqual(['audit']);
  expect(cardsFor(['surface.console'], false)).toEqual([]);
});

test('what was kept is read whatever its age', () => {
  expect(readHidden(['halls', 'gone'])).toEqual(['halls']);
  for (const odd of [null, 'halls', { halls: true }, 7]) expect(readHidden(odd)).toEqual([]);
});

test('shortcuts are those chosen that one still may use; without a choice the first of the menu', () => {
  const may = ['branches', 'staff', 'alerts'];
  expect(waysOf(['alerts', 'gone', 'branches'], may)).toEqual(['branches', 'alerts']);
  expect(waysOf([], may)).toEqual([]);
  expect(waysOf(null, may)).toEqual(may);
  expect(
    waysOf(
      null,
      Array.from({ length: 30 }, (_, at) => `room${at}`),
    ),
  ).toHaveLength(10);
});
