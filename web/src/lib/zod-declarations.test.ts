import { allEndpoints } from '@huiting/contracts';
import { RoleCode, Surface } from '@huiting/contracts/access';
import { expect, it } from 'vitest';
import { z } from 'zod';

it('declares every contract of the house and knows the values of enums', () => {
  expect(allEndpoints.length).toBeGreaterThan(30);
  expect(Surface.options).toContain('hallDisplay');
  expect(RoleCode.enum.teller).toBe('teller');
  expect(z.object({ kind: z.enum(['a', 'b']) }).strict().shape.kind.options).toEqual(['a', 'b']);
});

it('says so when somebody tries to check a value in the browser', () => {
  expect(() => Surface.parse('pad')).toThrow('not checked in the browser');
  expect(() => z.object({ n: z.coerce.number().min(1) }).safeParse({ n: '2' })).toThrow(
    'not checked in the browser',
  );
});
