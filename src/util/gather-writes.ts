/** Joins writes that are asked for at once. */

/** Most items of one write. */
const itemsAtOnce = 500;

interface Asked<T> {
  readonly items: readonly T[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Returns a writer that starts at once where nothing is being written, and otherwise writes whatever was asked for meanwhile in one go, in order. Its promise resolves when the items are
 * written. Where a joint write fails, each part is tried by itself, so that nobody bears the fault of another.
 */
export function gatherWrites<T>(write: (items: readonly T[]) => Promise<void>): (items: readonly T[]) => Promise<void> {
  const waiting: Asked<T>[] = [];
  let isWriting = false;

  function nextGroup(): Asked<T>[] {
    let count = 0;
    let size = 0;
    while (count < waiting.length && (count === 0 || size + waiting[count]!.items.length <= itemsAtOnce)) {
      size += waiting[count++]!.items.length;
    }
    return waiting.splice(0, count);
  }

  async function writeGroup(group: readonly Asked<T>[]): Promise<void> {
    try {
      await write(group.flatMap(({ items }) => items));
      for (const { resolve } of group) resolve();
    } catch (error) {
      if (group.length === 1) group[0]!.reject(error);
      else for (const asked of group) await writeGroup([asked]);
    }
  }

  async function drain(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) await writeGroup(nextGroup());
    isWriting = false;
  }

  return (items) =>
    new Promise((resolve, reject) => {
      waiting.push({ items, resolve, reject });
      if (!isWriting) void drain();
    });
}
