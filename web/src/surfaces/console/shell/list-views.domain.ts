/** What an address says besides filters and sort: where in the list somebody is, and what is open beside it. */
const always = ['page', 'tab', 'at', 'open'];
/** What opens a row, by list. The same word may be a filter elsewhere: `post` is one of the staff list. */
const opens: Readonly<Record<string, readonly string[]>> = {
  staff: ['staff'],
  posts: ['post'],
  teams: ['team'],
  grades: ['appraisal'],
  users: ['user'],
  alerts: ['alert'],
  audit: ['entry'],
  security: ['alert'],
  customers: ['customer'],
  worklogs: ['log'],
  surveys: ['survey'],
  imports: ['import', 'kind'],
  exports: ['export'],
  inbox: ['approval'],
  fairness: ['override'],
  notices: ['notice'],
  bookings: ['booking'],
  'bad-ratings': ['case'],
  'mandatory-leave': ['leave'],
  'branch-applications': ['application'],
  'approval-steps': ['kind'],
  'alert-rules': ['kind'],
  'data-requests': ['request'],
  jobs: ['job'],
};

/** The filters and the sort an address names, as words. */
export function filtersOf(
  list: string,
  search: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const places = new Set([...always, ...(opens[list] ?? [])]);
  return Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) =>
      !places.has(name) && ['string', 'number', 'boolean'].includes(typeof value) && value !== ''
        ? [[name, String(value)]]
        : [],
    ),
  );
}
