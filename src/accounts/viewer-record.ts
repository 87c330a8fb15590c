import type { ViewerRecord } from './account.type';
import type { Viewer } from './viewer';

export const toViewerRecord = ({ accountId, profileId, role }: Viewer): ViewerRecord => ({
  kind: 'Viewer',
  id: accountId,
  profileId,
  role,
});
