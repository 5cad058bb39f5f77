import timers from 'node:timers/promises';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';
import { performance } from 'node:perf_hooks';

// Loaded before an action (see `HURRIED`): its clock runs a hundred times faster while it waits, so that ten minutes of
// patience are over in six seconds, and the durations that it tells are those of a run that had waited. Only main and
// post, which have no argument: the supervisor goes on beating as it does.
const FASTER = 100;

if (process.argv.length === 2) {
  const wait = timers.setTimeout;
  const now = performance.now.bind(performance);
  let ahead = 0;
  timers.setTimeout = async (milliseconds = 0, value, options) => {
    const done = await wait(milliseconds / FASTER, value, options);
    ahead += milliseconds * (1 - 1 / FASTER);
    return done;
  };
  performance.now = () => now() + ahead;
  syncBuiltinESMExports();
}
