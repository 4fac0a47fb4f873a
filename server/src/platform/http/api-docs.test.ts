import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allEndpoints } from '@huiting/contracts';
import { apiDocsPage } from './api-docs.ts';

const page = apiDocsPage();

test('every endpoint stands on the page once, under an address of its own', () => {
  for (const { id } of allEndpoints)
    assert.equal(page.split(`<details id="${id}">`).length, 2, `${id} is missing or stands there twice`);
});

test('nothing runs and nothing is fetched from elsewhere', () => {
  assert.doesNotMatch(page, /<script|javascript:|\son[a-z]+=|https?:\/\/(?!json-schema)/i);
});

test('what the contract says cannot become markup', () => {
  const words = page.replaceAll(
    /<\/?(?:!doctype|html|head|meta|title|style|body|header|h1|h2|p|a|code|nav|small|main|section|details|summary|b|span|dl|dt|dd|pre)\b[^>]*>/g,
    '',
  );
  assert.doesNotMatch(words, /<[a-z/!]/i);
});
