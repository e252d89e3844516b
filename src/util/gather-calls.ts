/** Joins calls that are made at once. */

interface Call<T, R> {
  readonly asked: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Returns a function that calls at once where no call is under way, and otherwise joins whatever is asked meanwhile into one call, in order. Where a joint call fails, each part is
 * tried by itself, so that nobody bears the fault of another.
 * @param call returns a result for each of what is asked, in order.
 * @param atMost what is asked at most in one call, as `sizeOf` counts it; one alone may be larger.
 */
export function gatherCalls<T, R>(
  call: (asked: readonly T[]) => Promise<readonly R[]>,
  { atMost, sizeOf = () => 1 }: { readonly atMost: number; readonly sizeOf?: (asked: T) => number },
): (asked: T) => Promise<R> {
  const waiting: Call<T, R>[] = [];
  let isCalling = false;

  function nextGroup(): Call<T, R>[] {
    let count = 0;
    let size = 0;
    while (count < waiting.length && (count === 0 || size + sizeOf(waiting[count]!.asked) <= atMost)) {
      size += sizeOf(waiting[count++]!.asked);
    }
    return waiting.splice(0, count);
  }

  async function callFor(group: readonly Call<T, R>[]): Promise<void> {
    try {
      const results = await call(group.map(({ asked }) => asked));
      for (const [index, { resolve }] of group.entries()) resolve(results[index]!);
    } catch (error) {
      if (group.length === 1) group[0]!.reject(error);
      else for (const one of group) await callFor([one]);
    }
  }

  async function drain(): Promise<void> {
    isCalling = true;
    while (waiting.length > 0) await callFor(nextGroup());
    isCalling = false;
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      if (!isCalling) void drain();
    });
}
