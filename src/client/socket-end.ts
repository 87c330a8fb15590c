/** How a socket ended: `closeCode` is null when it was lost or given up. */
export interface SocketEnd {
  readonly closeCode: number | null;
  readonly reason: string;
  readonly cause?: unknown;
}

/** @param event a `CloseEvent`, by whatever class */
export function endByClose(event: unknown): SocketEnd {
  const { code, reason } = event as { code?: unknown; reason?: unknown };
  const closeCode = typeof code === 'number' ? code : null;
  const said = typeof reason === 'string' && reason !== '' ? `: ${reason}` : '';
  return { closeCode, reason: `The connection was closed with ${closeCode ?? 'no code'}${said}.` };
}

/** @param error an `Error`, or an event: a browser's does not tell why */
export function endByError(error: unknown): SocketEnd {
  const { message } = error as { message?: unknown };
  const isTold = typeof message === 'string' && message !== '';
  return { closeCode: null, reason: isTold ? message : 'The connection failed.', cause: error };
}
