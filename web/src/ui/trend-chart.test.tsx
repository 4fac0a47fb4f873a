import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { TrendChart } from './trend-chart.tsx';

const point = (label: string, value: number | null) => ({ label, value, words: label });

it('a day that is not known breaks the line instead of drawing it to zero', () => {
  const { container } = render(
    <TrendChart
      low={0}
      high={1}
      format={String}
      summary="满意率走势"
      points={[point('1', 0.9), point('2', 0.8), point('3', null), point('4', 0.7)]}
    />,
  );
  expect(screen.getByRole('img', { name: '满意率走势' })).toBeDefined();
  expect(container.querySelectorAll('circle')).toHaveLength(3);
  // Two runs, each with its line and its area.
  expect(container.querySelectorAll('path')).toHaveLength(4);
});

it('a single day stands in the middle', () => {
  const { container } = render(
    <TrendChart low={0} high={1} format={String} summary="x" points={[point('1', 0.5)]} width={860} />,
  );
  expect(container.querySelector('circle')?.getAttribute('cx')).toBe(String(46 + (860 - 60) / 2));
});
