// Runs one of the suites that kill, starve and crowd deploys: `npm run test:kill -- [--seed N] [OPTIONS]`. CI runs a sample of
// each with the other tests.
import process from 'node:process';

import { prepareTests } from './prepare-tests.mjs';

const [name = '', ...args] = process.argv.slice(2);
await prepareTests();
const { main } = await import(`../__tests__/suites/${name}.ts`);
await main(args);
