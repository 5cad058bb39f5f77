import type { LocalAws } from './local-aws.ts';

/**
 * GETs a JSON document of a REST service of the local AWS, for services whose SDK client we don't carry.
 * The signature only names service and region; Moto reads nothing else of it. Rejects unless answered with 200.
 */
export async function callMoto<Document>(
  aws: Pick<LocalAws, 'endpoint' | 'region'>,
  service: string,
  path: string,
): Promise<Document> {
  const answer = await fetch(`${aws.endpoint}${path}`, {
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${aws.region}/${service}/aws4_request, SignedHeaders=host, Signature=none`,
    },
  });
  if (!answer.ok) throw new Error(`${service} answered ${answer.status} to ${path}: ${await answer.text()}`);
  return (await answer.json()) as Document;
}
