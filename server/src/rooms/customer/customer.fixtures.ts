import type { CustomerTier } from '@huiting/contracts/customer';
import type { ContactPurpose } from '@huiting/contracts/customer/relationships';
import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import type pg from 'pg';
import { runQuery, statement } from '../../platform/database/query.ts';
import type { Reader, Statement } from '../../platform/database/query.ts';
import { newId } from '../../platform/ids.ts';
import type { AmountBand, SignedServiceCode } from './customer.domain.ts';
import { normaliseIdentifier } from './customer.identifier.domain.ts';
import type { LookupKind } from './customer.identifier.domain.ts';

/** A customer in clear, as a generator or an import knows it. Amounts become bands and are not kept. */
export interface CustomerSeed {
  readonly id: string;
  readonly name: string;
  /** Null with `birthDate` and `idNumber`: a company. */
  readonly gender: 'female' | 'male' | null;
  readonly birthDate: string | null;
  readonly idNumber: string | null;
  readonly phone: string;
  readonly cards: readonly string[];
  readonly tier: CustomerTier;
  readonly disabled: boolean;
  readonly tags: readonly string[];
  readonly assetsYuan: number;
  readonly signedServices: readonly SignedServiceCode[];
  readonly products: readonly {
    readonly name: string;
    readonly maturesOn: string | null;
    readonly amountYuan: number;
  }[];
  readonly homeBranchId: string;
  readonly ownerStaffId: string | null;
  /** Opaque id at the face service; the consent goes with it. */
  readonly faceId: string | null;
  /** Of a car; the consent goes with it. Absent = none. */
  readonly plate?: string | null;
  /** Day the file was opened. */
  readonly since: string;
}

type Target = Reader | pg.Pool;
const run = (target: Target, query: Statement): Promise<unknown> =>
  'rows' in target ? target.rows(query) : runQuery(target, query);

const batch = 2_000;

/** Writes whole files with their look-up entries. Numbers must be new and well formed; each batch is there whole or not at all. */
export async function loadCustomers(
  target: Target,
  crypto: FieldCrypto,
  seeds: readonly CustomerSeed[],
): Promise<void> {
  // Sealing is our processor's work, writing the database's: one batch is sealed while the one before is written.
  let writing: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < seeds.length; from += batch) {
    const sealed = sealBatch(crypto, seeds.slice(from, from + batch));
    await writing;
    writing = run(target, sealed);
  }
  await writing;
}

function sealBatch(crypto: FieldCrypto, seeds: readonly CustomerSeed[]): Statement {
  const seal = (text: string | null): string | null => (text === null ? null : crypto.seal(text));
  const identifiers: { kind: LookupKind; blindIndex: string; keyVersion: number; customerId: string }[] = [];
  /** Indexes a number and gives its one spelling. */
  const index = (customerId: string, kind: LookupKind, value: string): string => {
    const normalised = normaliseIdentifier(kind, value);
    if (normalised === null) throw new Error(`customer ${customerId} has a malformed ${kind}`);
    for (const { keyVersion, value: blindIndex } of crypto.blindIndexes(kind, normalised))
      identifiers.push({ kind, blindIndex, keyVersion, customerId });
    return normalised;
  };
  const files = seeds.map((seed) => ({
    id: seed.id,
    name: crypto.seal(seed.name),
    idNumber: seed.idNumber === null ? null : seal(index(seed.id, 'idNumber', seed.idNumber)),
    phone: seal(index(seed.id, 'phone', seed.phone)),
    birthDate: seal(seed.birthDate),
    gender: seed.gender,
    tier: seed.tier,
    disabled: seed.disabled,
    tags: seed.tags,
    assetsBand: bandOf(seed.assetsYuan),
    owner: seed.ownerStaffId,
    home: seed.homeBranchId,
    openedOn: seed.since,
    plate: seed.plate == null ? null : seal(index(seed.id, 'plate', seed.plate)),
    faceId: seed.faceId === null ? null : seal(index(seed.id, 'faceId', seed.faceId)),
  }));
  const cards = seeds.flatMap((seed) =>
    seed.cards.map((card) => ({
      customerId: seed.id,
      id: newId(),
      number: seal(index(seed.id, 'card', card)),
    })),
  );
  const signed = seeds.flatMap((seed) =>
    seed.signedServices.map((service) => ({ customerId: seed.id, service })),
  );
  const products = seeds.flatMap((seed) =>
    seed.products.map((p) => ({
      customerId: seed.id,
      id: newId(),
      name: p.name,
      band: bandOf(p.amountYuan),
      maturesOn: p.maturesOn,
    })),
  );
  const consents = seeds.flatMap((seed) => {
    const agreed = { customerId: seed.id, givenAt: `${seed.since}T00:00:00Z` };
    return [
      ...(seed.faceId === null ? [] : [{ ...agreed, purpose: 'face' }]),
      ...(seed.plate == null ? [] : [{ ...agreed, purpose: 'plate' }]),
    ];
  });
  return statement(
    `with files as (
         insert into customer.customer (customer_id, name_sealed, id_number_sealed, phone_sealed, birth_date_sealed, gender, tier, disabled,
           tags, assets_band, owner_staff_id, home_branch_id, stage, opened_on, plate_sealed, face_id_sealed)
         select id, name, "idNumber", phone, "birthDate", gender, tier, disabled, array(select jsonb_array_elements_text(tags)),
           "assetsBand", owner, home, 'customer', "openedOn", plate, "faceId"
         from jsonb_to_recordset($1) as c(id uuid, name text, "idNumber" text, phone text, "birthDate" text, gender text, tier text,
           disabled boolean, tags jsonb, "assetsBand" text, owner uuid, home uuid, "openedOn" date, plate text, "faceId" text)
       ), cards as (
         insert into customer.card (customer_id, card_id, number_sealed)
         select "customerId", id, number from jsonb_to_recordset($2) as k("customerId" uuid, id uuid, number text)
       ), signed as (
         insert into customer.signed_service (customer_id, service)
         select "customerId", service from jsonb_to_recordset($3) as s("customerId" uuid, service text)
       ), products as (
         insert into customer.held_product (customer_id, product_id, name, amount_band, matures_on)
         select "customerId", id, name, band, "maturesOn"
         from jsonb_to_recordset($4) as p("customerId" uuid, id uuid, name text, band text, "maturesOn" date)
       ), consents as (
         insert into customer.consent (customer_id, purpose, given_at)
         select "customerId", purpose, "givenAt" from jsonb_to_recordset($5) as n("customerId" uuid, purpose text, "givenAt" timestamptz)
       ), related as (
         insert into customer.relationship (branch_id, customer_id, owner_staff_id)
         select home, id, owner from jsonb_to_recordset($1) as r(id uuid, owner uuid, home uuid)
         where owner is not null and home is not null
       )
       insert into customer.customer_identifier (kind, blind_index, key_version, customer_id)
       select kind, "blindIndex", "keyVersion", "customerId"
       from jsonb_to_recordset($6) as i(kind text, "blindIndex" text, "keyVersion" int, "customerId" uuid)`,
    [files, cards, signed, products, consents, identifiers].map((list) => JSON.stringify(list)),
  );
}

/** Upper limits in yuan. */
const bands: readonly [number, AmountBand][] = [
  [50_000, 'under5'],
  [200_000, '5to20'],
  [500_000, '20to50'],
  [2_000_000, '50to200'],
  [6_000_000, '200to600'],
];

function bandOf(yuan: number): AmountBand {
  return bands.find(([limit]) => yuan < limit)?.[1] ?? 'over600';
}

/** A past visit of a known customer with one service done in it; `card` is what staff were shown, masked. */
export interface VisitSeed {
  readonly branchId: string;
  readonly businessDate: string;
  readonly customerId: string;
  readonly requestId: string;
  readonly at: number;
  readonly serviceName: { readonly zh: string; readonly en: string };
  readonly waitSeconds: number;
  readonly level: number | null;
}

/** Writes what is remembered of past services. The months must exist (`platform.ensure_month`). */
export async function loadVisits(target: Target, seeds: readonly VisitSeed[]): Promise<void> {
  for (let from = 0; from < seeds.length; from += batch) {
    await run(
      target,
      statement(
        `insert into customer.visit_service (branch_id, business_date, request_id, customer_id, at, service_name, wait_seconds, level)
         select "branchId", "businessDate", "requestId", "customerId", platform.at(at), "serviceName", "waitSeconds", level
         from jsonb_to_recordset($1) as v("branchId" uuid, "businessDate" date, "requestId" uuid, "customerId" uuid, at bigint,
           "serviceName" jsonb, "waitSeconds" int, level smallint)
         on conflict do nothing`,
        [JSON.stringify(seeds.slice(from, from + batch))],
      ),
    );
  }
}

/** The demo bank's face service. Its secret is no secret: it is loaded into a demo bank alone, whose customers are invented. */
export const demoFaceSender = {
  sender: 'demo-face',
  secret: 'huiting-demo-face-service-secret',
  scopePath: '/',
} as const;

/** Next contacts planned with customers that are looked after already. */
export async function loadContactPlans(
  target: Target,
  plans: readonly {
    readonly branchId: string;
    readonly customerId: string;
    readonly on: string;
    readonly purpose: ContactPurpose;
  }[],
): Promise<void> {
  await run(
    target,
    statement(
      `update customer.relationship r set plan_on = p."on", plan_purpose = p.purpose
       from jsonb_to_recordset($1) as p("branchId" uuid, "customerId" uuid, "on" date, purpose text)
       where r.branch_id = p."branchId" and r.customer_id = p."customerId"`,
      [JSON.stringify(plans)],
    ),
  );
}
