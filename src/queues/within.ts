/**
 * Waits for a promise for at most so many milliseconds; the promise itself goes on.
 * @throws Error with `message` where it takes longer, and whatever the promise rejects with.
 */
export async function within<T>(ms: number, message: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
