// What the bundle does when its first argument is CACHE_ARGUMENT, without the rest of the bundle.
import process from 'node:process';
import { CACHE_ARGUMENT } from '../../../src/platform/bundle.ts';
import { runCacheProcess } from '../../../src/platform/cache.ts';

if (process.argv[2] === CACHE_ARGUMENT) process.exit(await runCacheProcess(process.argv.slice(3)));
