export interface Contact {
  readonly name: string;
  readonly phone: string;
  readonly code: string;
  readonly note: string;
}
export const emptyContact: Contact = { name: '', phone: '', code: '', note: '' };

export interface ContactProblem {
  readonly field: 'name' | 'phone' | 'code' | 'day' | 'form';
  readonly words: string;
}

/** Form of a Chinese mobile number; the server decides. */
export const isPhone = (phone: string): boolean => /^1\d{10}$/.test(phone.trim());
export const isCode = (code: string): boolean => /^\d{6}$/.test(code.trim());
