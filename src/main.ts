import process from 'node:process';
import { CACHE_ARGUMENT, STATE_BACKEND_ARGUMENT, SUPERVISE_ARGUMENT } from './platform/bundle.ts';
import { keepHeapSmall } from './platform/heap.ts';

/**
 * The one file the runner starts, for main and for post, and that main starts as supervisor. Each is a chunk of its
 * own: none pays for another's imports.
 */
keepHeapSmall();
const [, , role, ...args] = process.argv;
if (role === SUPERVISE_ARGUMENT) {
  const { supervise } = await import('./supervisor.ts');
  await supervise(args[0] ?? '', process.env);
} else if (role === CACHE_ARGUMENT) {
  const { runCacheProcess } = await import('./platform/cache.ts');
  process.exitCode = await runCacheProcess(args);
} else if (role === STATE_BACKEND_ARGUMENT) {
  const { stateBackend } = await import('./state-backend-cli.ts');
  process.exitCode = await stateBackend(args);
} else if (process.env['STATE_phase'] === 'post') {
  const { post } = await import('./post.ts');
  await post();
} else {
  const { runAction } = await import('./run-action.ts');
  await runAction();
}
