import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Id } from '../core/fields.ts';
import { Month, WorkFigures } from './teams.ts';

export const RadarAxis = z.enum(['volume', 'speed', 'rating', 'qualification', 'grade', 'seniority']);
export const ProfileTag = z.enum([
  'topVolume',
  'fast',
  'wellRated',
  'badRatings',
  'certificateExpiring',
  'certificateExpired',
  'tenureDue',
  'newcomer',
  'veteran',
  'keyPost',
  'teamLeader',
]);
/** What no room has told of yet. */
export const ProfilePart = z.enum(['attendance', 'errors', 'exams', 'sales', 'risk', 'awards']);

export const StaffProfile = z.object({
  staffId: Id,
  /** The last twelve months, oldest first. */
  months: z.array(WorkFigures.extend({ month: Month })),
  radar: z.array(
    z.object({
      axis: RadarAxis,
      /** Per cent of the peers it is at least as good as; null = nothing known, or no peers. */
      percentile: z.number().int().nullable(),
      own: z.number().nullable(),
      peerMedian: z.number().nullable(),
    }),
  ),
  tags: z.array(ProfileTag),
  /** Same main post in the same region, with figures of the last three months. */
  peers: z.number().int(),
  missing: z.array(ProfilePart),
});
export type StaffProfile = z.output<typeof StaffProfile>;

export const profileEndpoints = {
  getProfile: endpoint({
    id: 'staff.getProfile',
    method: 'GET',
    path: '/staff/:staffId/profile',
    summary: 'A person in figures: radar against peers, trend, tags, and what is not known',
    input: z.object({ staffId: Id }),
    output: StaffProfile,
    errors: ['staff.not_found'],
    access: 'staff.view',
  }),
};
