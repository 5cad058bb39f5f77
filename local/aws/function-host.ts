/**
 * The execution environment of one function: a process of its own that loads the handler once and runs one
 * invocation after another, told by its parent. Started by functions.ts as
 *
 *     node function-host.ts <directory of the package> <handler>
 */
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

import type { HostAnswer, HostOrder } from './functions.ts';

type Handler = (event: unknown, context: object) => unknown;

const [directory = '', handlerName = ''] = process.argv.slice(2);
const dot = handlerName.lastIndexOf('.');
const loading = load();
// Whoever invokes is told of a failure; one that nobody has asked about yet mustn't end the process.
const settled = loading.then(
  () => undefined,
  () => undefined,
);

async function load(): Promise<Handler> {
  const base = path.join(directory, handlerName.slice(0, dot));
  for (const extension of ['.mjs', '.js', '.cjs']) {
    const module = await import(pathToFileURL(base + extension).href).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes(base + extension))
          return undefined;
        throw error;
      },
    );
    const found = (module as Record<string, unknown> | undefined)?.[handlerName.slice(dot + 1)];
    if (typeof found === 'function') return found as Handler;
  }
  throw new Error(`Error: Cannot find handler ${handlerName}`);
}

async function run(order: HostOrder): Promise<HostAnswer> {
  const deadline = Date.now() + order.timeoutMs;
  const context = {
    awsRequestId: order.requestId,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    invokedFunctionArn: order.arn,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    const handler = await loading;
    return {
      requestId: order.requestId,
      payload: JSON.stringify((await handler(order.event, context)) ?? null),
    };
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const trace = (error.stack ?? '').split('\n').map((line) => line.trim());
    return {
      requestId: order.requestId,
      error: { errorType: error.name, errorMessage: error.message, trace },
    };
  }
}

process.on('message', (order: HostOrder) => void run(order).then((answer) => process.send?.(answer)));
void settled.then(() => process.send?.({ requestId: 'loaded' }));
process.on('disconnect', () => process.exit());
