/** Runs jobs side by side. */

/** Runs `work` on every job, at most `lanes` at a time, and returns the results in the order of the jobs. The first failure stops further jobs. */
export async function inLanes<Job, Result>(
  jobs: readonly Job[],
  lanes: number,
  work: (job: Job) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const runLane = async (): Promise<void> => {
    while (next < jobs.length) {
      const place = next++;
      try {
        results[place] = await work(jobs[place]!);
      } catch (error) {
        next = jobs.length;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, runLane));
  return results;
}
