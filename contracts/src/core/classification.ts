/**
 * Personal data by class (JR/T 0197-2020, as the bank grades it): one table for whoever shows, sends or writes it.
 * C3 identifies a person or opens an account; C2 tells who or where a person is; C1 is about them but names nobody.
 */
export type DataClass = 'C1' | 'C2' | 'C3';

interface ClassifiedField {
  readonly class: DataClass;
  /** Whether it may be asked for in clear, with a reason that is audited (`customer.unmask`). */
  readonly canUnmask: boolean;
  readonly name: { readonly zh: string; readonly en: string };
}

export const personalFields = {
  name: { class: 'C2', canUnmask: true, name: { zh: '姓名', en: 'Name' } },
  phone: { class: 'C2', canUnmask: true, name: { zh: '手机号', en: 'Mobile' } },
  birthDate: { class: 'C2', canUnmask: false, name: { zh: '出生日期', en: 'Date of birth' } },
  plate: { class: 'C2', canUnmask: false, name: { zh: '车牌', en: 'Plate' } },
  idNumber: { class: 'C3', canUnmask: true, name: { zh: '证件号', en: 'ID number' } },
  card: { class: 'C3', canUnmask: true, name: { zh: '卡号', en: 'Card number' } },
  faceId: { class: 'C3', canUnmask: false, name: { zh: '人脸标识', en: 'Face id' } },
  tier: { class: 'C1', canUnmask: false, name: { zh: '客户等级', en: 'Tier' } },
  tags: { class: 'C1', canUnmask: false, name: { zh: '标签', en: 'Tags' } },
  products: { class: 'C1', canUnmask: false, name: { zh: '持有产品（区间）', en: 'Products, in bands' } },
} as const satisfies Record<string, ClassifiedField>;
export type PersonalField = keyof typeof personalFields;

/** Groups of fields a role may see or not, each a permission `field.<group>` at a place (SE-02). */
export type FieldGroup = 'identity' | 'contact' | 'wealth';

/** The group an answer's field belongs to, by its name on the wire. Who lacks the group finds nothing there, masked or not. */
export const fieldGroups: Readonly<Record<string, FieldGroup>> = {
  maskedIdNumber: 'identity',
  maskedCards: 'identity',
  maskedPlate: 'identity',
  maskedPhone: 'contact',
  age: 'contact',
  assetsBand: 'wealth',
  products: 'wealth',
  missingServices: 'wealth',
  talkPoints: 'wealth',
  tags: 'wealth',
};

/** The group to hold besides the right to unmask; null = none. */
export const unmaskGroups = {
  name: null,
  idNumber: 'identity',
  phone: 'contact',
  card: 'identity',
} as const satisfies Readonly<Record<string, FieldGroup | null>>;

/** Wall milliseconds a field stays in clear on a screen. */
export const clearForMs = 30_000;
/** Fields one person may see in clear within ten minutes; more is looked at first by whoever watches. */
export const unmaskingsPerTenMinutes = 20;
