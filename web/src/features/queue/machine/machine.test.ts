import { expect, test } from 'vitest';
import { readMapping, writeMapping } from './machine.domain.ts';

test('a mapping is read as it was written', () => {
  const services = { '01': 'personal', X: 'cash' };
  expect(readMapping(writeMapping(services))).toEqual({ services });
  expect(readMapping(' 01 = personal \n\n')).toEqual({ services: { '01': 'personal' } });
});

test('a line that is no pair is named', () => {
  expect(readMapping('01=personal\ncash')).toEqual({ badLine: 2 });
  expect(readMapping('a=b=c')).toEqual({ badLine: 1 });
  expect(readMapping('=cash')).toEqual({ badLine: 1 });
});
