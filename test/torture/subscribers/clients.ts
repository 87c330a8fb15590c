import type { OpenClient } from './client';
import { openResumingClient } from './resuming-client';
import { openStockClient } from './stock-client';

/** The client libraries that devices use, in turn. */
export const clients: readonly OpenClient[] = [openStockClient, openResumingClient];
