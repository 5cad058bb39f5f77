import process from 'node:process';

/** First argument that makes the bundle the supervisor of Terraform and the lease. */
export const SUPERVISE_ARGUMENT = 'supervise';
/** First argument that makes the bundle the process that talks to GitHub's cache. */
export const CACHE_ARGUMENT = 'cache';
/** First argument that makes the bundle describe or declare the state backend, for bootstrap-state.sh. */
export const STATE_BACKEND_ARGUMENT = 'state-backend';

/** The file this process was started with: the bundle, which is also what its own child processes run. */
export const bundleEntry = (): string => process.argv[1] ?? '';
