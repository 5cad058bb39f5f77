import { APIGateway } from '@aws-sdk/client-api-gateway';

import type { World } from '../../e2e/harness.ts';

/** Makes a second REST API of the same name, as somebody at the console may; resolves to what removes it. */
export async function addSecondApi({ aws: { endpoint, region } }: World): Promise<() => Promise<void>> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const gateway = new APIGateway({ endpoint, region, credentials });
  const { id: restApiId } = await gateway.createRestApi({ name: 'shop' });
  return async () => {
    await gateway.deleteRestApi({ restApiId });
    gateway.destroy();
  };
}
