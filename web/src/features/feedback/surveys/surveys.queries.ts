import { feedbackEndpoints } from '@huiting/contracts/feedback';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export const surveysKey = ['feedback', 'surveys'] as const;

export const surveysQuery = queryOptions({
  queryKey: surveysKey,
  queryFn: ({ signal }) => call(feedbackEndpoints.listSurveys, {}, { signal }),
});

export const surveyResultsQuery = (surveyId: string) =>
  queryOptions({
    queryKey: [...surveysKey, surveyId, 'results'] as const,
    queryFn: ({ signal }) => call(feedbackEndpoints.getSurveyResults, { surveyId }, { signal }),
  });
