import { DomainError } from '../errors';
import type { Viewer } from './viewer';

/** @throws DomainError FORBIDDEN */
export function refuseMembers({ role }: Viewer): void {
  if (role === 'MEMBER')
    throw new DomainError('FORBIDDEN', 'Only moderators and administrators may do this.');
}

/** @throws DomainError FORBIDDEN */
export function refuseAllButAdministrators({ role }: Pick<Viewer, 'role'>): void {
  if (role !== 'ADMINISTRATOR')
    throw new DomainError('FORBIDDEN', 'Only administrators may do this.');
}
