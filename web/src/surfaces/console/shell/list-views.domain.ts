/** What an address says besides filters and sort: where in the list somebody is, and what is open beside it. */
const places = new Set([
  'page',
  'tab',
  'user',
  'log',
  'ticket',
  'approval',
  'at',
  'kind',
  'open',
  'id',
  'staff',
]);

/** The filters and the sort an address names, as words. */
export function filtersOf(search: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) =>
      !places.has(name) && ['string', 'number', 'boolean'].includes(typeof value) && value !== ''
        ? [[name, String(value)]]
        : [],
    ),
  );
}
