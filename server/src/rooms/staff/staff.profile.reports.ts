import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

export interface Peer {
  readonly staffId: string;
  readonly grade: string | null;
  readonly enteredOn: string | null;
  readonly certificates: number;
}

/** A person and whoever has the same main post in the same region; the nearest 2,000 are enough to compare with. */
export async function listPeers(
  reader: Reader,
  region: string,
  post: string,
  staffId: string,
): Promise<Peer[]> {
  return reader.rows(
    statement<Peer>(
      `select s.id as "staffId", s.grade, s.entered_on as "enteredOn",
         (select count(*)::int from staff.staff_certificate c where c.staff_id = s.id) as certificates
       from staff.staff_member s join organization.v_org_unit o on o.id = s.org_unit_id
       where s.id = $3 or (o.path ^@ $1 and s.post = $2 and s.left_on is null)
       order by (s.id = $3) desc, s.number limit 2001`,
      [region, post, staffId],
    ),
  );
}
