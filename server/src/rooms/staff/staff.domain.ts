import type { Post, StaffMember } from '@huiting/contracts/staff';

export type StaffPost = Post;

/** A person of the bank, with the login they act by; null = none. */
export type StaffInfo = StaffMember & { readonly userId: string | null };
