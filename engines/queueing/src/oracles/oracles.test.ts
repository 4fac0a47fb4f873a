import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agrees, publishedOracles, simulatedOracles } from './index.ts';

for (const oracle of publishedOracles())
  test(`${oracle.name} is ${oracle.expected}`, () => {
    assert.ok(agrees(oracle), `${oracle.actual} (${oracle.source})`);
  });

test('a value that differs in the last digit printed is noticed', () => {
  assert.ok(!agrees({ name: '', source: '', expected: '0.351124', actual: 0.351125 }));
});

test('Erlang C, Erlang A and Cobham by simulation lie inside 99 % intervals', () => {
  const found = simulatedOracles({ replications: 20, customers: 40_000, seed: 2 });
  for (const { name, theory, estimate, isInside } of found)
    assert.ok(isInside, `${name}: ${theory} not in ${estimate.low} to ${estimate.high}`);
});
