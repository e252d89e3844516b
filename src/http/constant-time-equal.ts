/** Compares secrets without telling by the time it takes how much of them agrees. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two texts are equal; both are hashed first, so that their lengths do not show either. */
export function constantTimeEqual(a: string, b: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
