/** Repeats a transaction that lost against another one. */

/** Codes of PostgreSQL's Appendix A: serialization failure, deadlock, and a unique key that another transaction has just taken. */
const lostRaces = new Set(['40001', '40P01', '23505']);
const attempts = 8;

/** Runs a transaction, again where it lost a race with another one; it must not have had effects outside of the database. */
export async function retrying<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const { code } = error as { code?: string };
      if (attempt >= attempts || code === undefined || !lostRaces.has(code)) throw error;
    }
  }
}
