import { expect, test } from 'vitest';
import { cardsFor, readHidden } from './home.cards.ts';

test('everybody sees the cards whose figures they may see, and no other', () => {
  expect(cardsFor(['hall.overview', 'import.run'], true)).toEqual(['inbox', 'halls', 'imports']);
  expect(cardsFor(['system.view'], false)).toEqual(['health']);
  expect(cardsFor(['access.audit'], false)).toEqual([]);
});

test('what was kept is read whatever its age', () => {
  expect(readHidden(['halls', 'gone'])).toEqual(['halls']);
  for (const odd of [null, 'halls', { halls: true }, 7]) expect(readHidden(odd)).toEqual([]);
});
