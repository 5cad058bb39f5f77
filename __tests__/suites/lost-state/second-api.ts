import { APIGateway } from '@aws-sdk/client-api-gateway';

import type { World } from '../../e2e/harness.ts';

/** Makes a second REST API of the name that the stack's has, as somebody may at the console. */
export async function addSecondApi({ aws: { endpoint, region } }: World): Promise<{
  readonly id: string;
  readonly remove: () => Promise<void>;
}> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const gateway = new APIGateway({ endpoint, region, credentials });
  const { id = '' } = await gateway.createRestApi({ name: 'shop' });
  return {
    id,
    remove: async () => {
      await gateway.deleteRestApi({ restApiId: id });
      gateway.destroy();
    },
  };
}
