import type { Response } from 'express';

/**
 * True once whoever made the request is gone. A response emits `close` once, and an `await` later it may have done so:
 * look here before listening for it.
 */
export function hasHungUp(res: Response): boolean {
  return res.destroyed || res.closed;
}
