import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldBoth, takesIn } from './system.export.domain.ts';

const at = (path: string, permission = 'staff.view') => ({ permission, path });

test('a file holds what whoever asked may see at both moments: never more than at either', () => {
  assert.deepEqual(heldBoth([at('/JH/')], [at('/JH/NJ/')]), [at('/JH/NJ/')]);
  assert.deepEqual(heldBoth([at('/JH/NJ/')], [at('/JH/')]), [at('/JH/NJ/')]);
  assert.deepEqual(heldBoth([at('/JH/NJ/')], [at('/JH/SZ/')]), []);
  assert.deepEqual(heldBoth([at('/JH/')], [at('/JH/', 'staff.edit')]), []);
  assert.deepEqual(heldBoth([at('/JH/'), at('/JH/NJ/')], [at('/JH/NJ/')]), [at('/JH/NJ/')]);
});

test('a file is given to whoever sees all its places, and to nobody who sees some', () => {
  assert.ok(takesIn(['/JH/'], ['/JH/NJ/', '/JH/SZ/']));
  assert.ok(!takesIn(['/JH/NJ/'], ['/JH/NJ/', '/JH/SZ/']));
  assert.ok(!takesIn(['/JH/NJ/01/'], ['/JH/NJ/']));
  assert.ok(!takesIn([], ['/JH/']));
});
